"""Persons side by side, so that somebody can tell whether they are the same."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import word

from .models import Person


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What tells persons of one name apart."""

    uuid: UUID
    name: str
    called: str
    born: date | None
    email: str
    phone: str
    code: str
    roles: Sequence[str]
    since: date


def cards_of(
    place: Ecosystem, rows: QuerySet[Person], uuids: Iterable[UUID | str]
) -> list[PersonCard]:
    """Those of the rows, for who may read birth dates and addresses. Three queries."""
    ids = [str(one) for one in uuids]
    if not ids:
        return []
    wanted = rows.filter(uuid__in=ids).order_by("sort_name", "pk")
    return [_card(place, row) for row in wanted.prefetch_related("assignments__organisation")]


def told_apart(place: Ecosystem, rows: QuerySet[Person]) -> dict[UUID, str]:
    """The names of those who share theirs with another of the rows, with what sets them apart.

    That is what they are here and where, and their code where that is the same too. At most four
    queries, one where no two share a name.
    """
    named = dict(rows.order_by().values_list("uuid", "name"))
    often = Counter(named.values())
    cards = cards_of(place, rows, [one for one, name in named.items() if often[name] > 1])
    said = {one.uuid: f"{one.name} ({'; '.join(one.roles)})" for one in cards}
    again = Counter(said.values())
    return {
        one.uuid: f"{said[one.uuid]} {one.code}" if again[said[one.uuid]] > 1 else said[one.uuid]
        for one in cards
    }


def _card(place: Ecosystem, row: Person) -> PersonCard:
    held = [one for one in row.assignments.all() if one.ecosystem_id == place.pk]
    return PersonCard(
        uuid=row.uuid,
        name=row.name,
        called=row.called,
        born=row.born,
        email=row.email,
        phone=row.phone,
        code=row.code,
        roles=list(dict.fromkeys(_said(place, one) for one in held)),
        since=day_in(place, row.created_at),
    )


def _said(place: Ecosystem, held: Any) -> str:
    role = word(place.vocabulary, held.role)
    return f"{role}, {held.organisation.name}" if held.organisation else role
