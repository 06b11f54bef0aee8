"""Who of a group has agreed to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.permissions import VIEW_LEARNERS
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

from .actions.standing import newest
from .customs import in_language
from .models import Consent, ConsentPurpose, Group, GroupPlace, led_by

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Cell:
    """How one learner answered one purpose; ``state`` is empty where nobody did."""

    title: str
    state: str
    label: Text
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    uuid: UUID
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A purpose as the head of a column, with how many have agreed."""

    uuid: UUID
    title: str
    given: int


@dataclass(frozen=True, slots=True)
class GroupConsents:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def purposes_of(ecosystem: Ecosystem) -> list[ConsentPurpose]:
    """What is asked here now, in the order it was first asked."""
    rows = ConsentPurpose.objects.filter(ecosystem=ecosystem, retired_at=None)
    return list(rows.order_by("key"))


def group_consents(actor: Actor, ecosystem: Ecosystem, group: int) -> GroupConsents:
    """Who of a group agreed to what, as far as the actor sees them. Three queries."""
    purposes = purposes_of(ecosystem)
    places = GroupPlace.objects.filter(group=group, leads=False, ends__isnull=True)
    rows = Person.objects.visible_to(actor).filter(pk__in=places.values("person"))
    people = list(rows.order_by("sort_name", "pk"))
    answers = newest(ecosystem, [one.pk for one in people], [one.key for one in purposes])
    titles = [in_language(one.titles, ecosystem.languages) or one.key for one in purposes]
    pairs = list(zip(purposes, titles, strict=True))
    lines = tuple(
        Line(one.uuid, one.name, tuple(_cell(answers, one, *pair) for pair in pairs))
        for one in people
    )
    columns = tuple(
        Column(
            purpose.uuid,
            titles[at],
            sum(line.cells[at].state == Consent.Answer.GIVEN for line in lines),
        )
        for at, purpose in enumerate(purposes)
    )
    return GroupConsents(columns, lines)


def require_look(by: Actor, group: Group) -> None:
    """Raise NotPermitted unless the actor sees learners here, or leads the group."""
    place, site = group.ecosystem_id, group.organisation_id
    if by.may(VIEW_LEARNERS, place) or by.may_at(VIEW_LEARNERS, place, site):
        return
    if not led_by(by).filter(group=group).exists():
        raise NotPermitted(permission=VIEW_LEARNERS)


def _cell(
    answers: Mapping[tuple[int, str], Consent], person: Person, purpose: ConsentPurpose, title: str
) -> Cell:
    """An answer to an older text is none: what was agreed to then is not what is asked now."""
    row = answers.get((person.pk, purpose.key))
    if row is None or row.version != purpose.version:
        return Cell(title, "", "", None)
    return Cell(title, row.answer, row.get_answer_display(), row.at)
