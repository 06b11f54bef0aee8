"""Passkeys: added on a device, used to sign in without a password or as the second step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import PasskeyUnknown, TooManyPasskeys
from ..models import Passkey
from .limits import count_attempt, give_back
from .passkey_asking import Site
from .recovery import drop_codes
from .second import require_factor_allowed

MOST, LONGEST = 10, 16_000
A_CLIENT = 60


@transaction.atomic
def add_passkey(
    answer: str, name: str, challenge: bytes, site: Site, *, by: Actor, at: datetime
) -> Passkey:
    """Keep the public half of a new passkey; journal once.

    Raises NotFound, NoSecondFactor, TooManyPasskeys, or PasskeyUnknown for an answer that is none.
    """
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    person = require_factor_allowed(by)
    if Passkey.objects.filter(person=person).count() >= MOST:
        raise TooManyPasskeys(most=MOST)
    try:
        found = webauthn.verify_registration_response(
            credential=answer[:LONGEST],
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyUnknown from error
    if Passkey.objects.filter(credential=found.credential_id).exists():
        raise PasskeyUnknown
    row = Passkey.objects.create(
        person=person, credential=found.credential_id, public_key=found.credential_public_key,
        sign_count=found.sign_count, name=name.strip()[:80] or "Passkey", created_at=at,
    )  # fmt: skip
    _tell("membership.second_factor_added", person, by, at)
    return row


@transaction.atomic
def remove_passkey(uuid: UUID, *, by: Actor, at: datetime) -> None:
    """Take one of the actor's own passkeys away, and the recovery codes with the last factor.

    Raises NotFound for any other.
    """
    person = require_factor_allowed(by)
    if not Passkey.objects.filter(person=person, uuid=uuid).delete()[0]:
        raise NotFound
    drop_codes(person)
    _tell("membership.second_factor_removed", person, by, at)


def use_passkey(
    answer: str,
    challenge: bytes,
    site: Site,
    *,
    client: str,
    at: datetime,
    person: int | None = None,
) -> Person:
    """The person whose passkey signed the challenge; ``person`` narrows it to that one's.

    Raises PasskeyUnknown, also where a copy of the passkey was used before, or TooManyAttempts.
    """
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    key = f"passkey:{client}"
    count_attempt(key, limit=A_CLIENT, at=at)
    try:
        told = webauthn.helpers.parse_authentication_credential_json(answer[:LONGEST])
        rows = Passkey.objects.filter(credential=told.raw_id, person__erased_at__isnull=True)
        row = rows.select_related("person").first()
        if row is None or (person is not None and row.person_id != person):
            raise PasskeyUnknown
        found = webauthn.verify_authentication_response(
            credential=told,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(row.public_key),
            credential_current_sign_count=row.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyUnknown from error
    used = Passkey.objects.filter(pk=row.pk)
    used.update(sign_count=found.new_sign_count, last_used_at=at)
    give_back(key)
    return row.person


def _tell(kind: str, person: Person, by: Actor, at: datetime) -> None:
    journal.record(
        kind,
        by=by, at=at, ecosystem=person.kept_by_id, subjects=[("people.person", person.uuid)],
        payload={"kind": "passkey"}, even_closed=True,
    )  # fmt: skip
