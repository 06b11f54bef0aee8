"""What a browser is asked, so that it makes a passkey or signs with one."""

from dataclasses import dataclass

from hedgerow.foundation.permissions import Actor

from ..models import Passkey
from .second import require_factor_allowed


@dataclass(frozen=True, slots=True)
class Site:
    """Where the passkey belongs: the host alone, and the full origin of the pages."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser is asked, as JSON, and the challenge that its answer must sign."""

    options: str
    challenge: bytes


def ask_to_add(site: Site, *, by: Actor) -> Asked:
    """Raises NotFound or NoSecondFactor."""
    import webauthn
    from webauthn.helpers import structs

    person = require_factor_allowed(by)
    known = Passkey.objects.filter(person=person).values_list("credential", flat=True)
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Hedgerow",
        user_id=person.uuid.bytes,
        user_name=person.email or person.name,
        user_display_name=person.name,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=bytes(one)) for one in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return Asked(webauthn.options_to_json(options), options.challenge)


def ask_to_use(site: Site, person: int | None = None) -> Asked:
    """Ask for any passkey of this site, or for one of that person."""
    import webauthn
    from webauthn.helpers import structs

    own = Passkey.objects.filter(person=person) if person else Passkey.objects.none()
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
        allow_credentials=[
            structs.PublicKeyCredentialDescriptor(id=bytes(one))
            for one in own.values_list("credential", flat=True)
        ],
    )
    return Asked(webauthn.options_to_json(options), options.challenge)
