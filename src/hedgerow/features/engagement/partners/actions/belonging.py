"""Whether what an act names is of the ecosystem, and who stands on which side."""

from collections.abc import Iterable
from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.places import organisations_of
from hedgerow.commons.people.queries import people_of
from hedgerow.features.engagement.partners.permissions import EDIT_AGREEMENTS
from hedgerow.features.engagement.partners.rules import Side
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def organisations(ecosystem: Ecosystem, rows: Iterable[Organisation | None]) -> None:
    """Raise NotFound unless each belongs to the ecosystem."""
    wanted = {row.pk for row in rows if row is not None}
    if wanted and organisations_of(STEWARD, ecosystem).filter(pk__in=wanted).count() < len(wanted):
        raise NotFound


def person(ecosystem: Ecosystem, row: Person | None) -> None:
    if row is not None and not people_of(STEWARD, ecosystem).filter(pk=row.pk).exists():
        raise NotFound


def of(ecosystem: Ecosystem, rows: Iterable[Any]) -> None:
    """Raise NotFound unless each row is the ecosystem's own."""
    if any(row.ecosystem_id != ecosystem.pk for row in rows):
        raise NotFound


def sides(by: Actor, ecosystem: int, organisation: int) -> set[Side]:
    """For whom the actor may speak in agreements between the two."""
    found: set[Side] = {"network"} if by.may(EDIT_AGREEMENTS, ecosystem) else set()
    return found | ({"partner"} if by.may_at(EDIT_AGREEMENTS, ecosystem, organisation) else set())


def tell(what: str, row: Any, by: Actor, at: Any, payload: dict[str, object], kind: str) -> None:
    organisation = [("people.organisation", row.organisation.uuid)] if row.organisation_id else []
    journal.record(
        f"partners.{what}", by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[(f"partners.{kind}", row.uuid), *organisation], payload=payload,
    )  # fmt: skip
