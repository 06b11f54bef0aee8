"""One's own second factors, as one's page shows them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .actions.recovery import codes_left
from .actions.second import has_address, learns, may_have_factor
from .models import CodeApp, Passkey


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    uuid: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """Passkeys, whether there is an app, and how many recovery codes are left."""

    allowed: bool
    lacks_address: bool
    passkeys: tuple[PasskeyLine, ...]
    has_app: bool
    codes_left: int

    @property
    def has_any(self) -> bool:
        """Whether there is something for which recovery codes can stand in."""
        return self.has_app or bool(self.passkeys)


def factors_of(actor: Actor) -> Factors:
    """Those of the actor; raises NotFound for the public."""
    person = Person.objects.filter(pk=actor.person_id or 0, erased_at__isnull=True).first()
    if person is None:
        raise NotFound
    keys = Passkey.objects.filter(person=person).order_by("created_at", "pk")
    return Factors(
        may_have_factor(person),
        not has_address(person) and not learns(person),
        tuple(PasskeyLine(one.uuid, one.name, one.created_at, one.last_used_at) for one in keys),
        CodeApp.objects.filter(person=person, confirmed_at__isnull=False).exists(),
        codes_left(person),
    )
