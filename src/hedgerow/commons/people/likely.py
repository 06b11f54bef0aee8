"""Persons side by side, so that somebody can tell whether they are the same."""

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
    wanted = rows.filter(uuid__in=[str(one) for one in uuids]).order_by("sort_name", "pk")
    return [_card(place, row) for row in wanted.prefetch_related("assignments__organisation")]


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
