"""Who is absent, as the sender may see them and may end what they have here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.membership.permissions import ASSIGN_ROLES, EDIT_GROUPS
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from ..models import Import
from .saying import has_of

SHOWN: Final = 500
"""How many stand on one page of the table."""
ROWS: Final[Mapping[str, tuple[type[Model], str]]] = {
    "people": (Assignment, "organisation"),
    "families": (Assignment, "organisation"),
    "group-members": (GroupPlace, "group"),
    "enrolments": (Enrolment, "activity"),
}
"""By target: the rows that are absent, and what they are a part of."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody absent; ``number`` is how they are chosen, ``has`` what goes on here, ``day`` of the list."""

    key: int
    number: int
    uuid: UUID
    name: str
    has: str
    day: date
    line: int
    like: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class AbsentPage:
    """Those absent, the likely ones first, ``rows`` being one part of them."""

    every: tuple[Missed, ...] = ()
    part: int = 1

    @property
    def rows(self) -> tuple[Missed, ...]:
        return self.every[(self.part - 1) * SHOWN : self.part * SHOWN]

    @property
    def count(self) -> int:
        return len({one.uuid for one in self.every})

    @property
    def likely(self) -> int:
        return sum(bool(one.line) for one in self.every)

    @property
    def day(self) -> date | None:
        """The day of the list that had them, where it is one."""
        days = {one.day for one in self.every}
        return days.pop() if len(days) == 1 else None

    @property
    def may_end(self) -> bool:
        return any(one.may_end for one in self.every)

    @property
    def before(self) -> int:
        return self.part - 1

    @property
    def after(self) -> int:
        return self.part + 1 if self.part * SHOWN < len(self.every) else 0


def absent_page(actor: Actor, ecosystem: Ecosystem, row: Import, part: int = 1) -> AbsentPage:
    """Those whom the actor may see, as long as it waits; of nobody else it is said that they are absent."""
    said = {one["key"]: (at, one) for at, one in enumerate(row.preview.get("absent", ()), 1)}
    if not said or not row.waits or row.target not in ROWS:
        return AbsentPage()
    model, of = ROWS[row.target]
    rows: list[Any] = []
    for some in in_parts(said):
        found = model._default_manager.filter(pk__in=some, ends=None)
        rows += found.filter(person__erased_at=None).select_related("person", of)
    seen = _seen(actor, {one.person_id for one in rows})
    rows = [one for one in rows if one.person_id in seen]
    names = told_apart(actor, ecosystem, {one.person for one in rows})
    endable = _endable(actor, ecosystem, row.target, rows)
    missed = [
        _missed(ecosystem, one, *said[one.pk], names[one.person_id], one.pk in endable)
        for one in rows
    ]
    missed.sort(key=lambda one: (not one.line, one.name.casefold(), one.number))
    last = max(1, -(-len(missed) // SHOWN))
    return AbsentPage(tuple(missed), min(max(part, 1), last))


def _missed(
    ecosystem: Ecosystem, row: Any, number: int, said: Mapping[str, Any], name: str, may_end: bool
) -> Missed:
    like = said["like"] or {"line": 0, "name": ""}
    return Missed(
        row.pk, number, row.person.uuid, name, _has(ecosystem, row),
        date.fromisoformat(said["day"]), like["line"], like["name"], may_end,
    )  # fmt: skip


def _has(ecosystem: Ecosystem, row: Any) -> str:
    if isinstance(row, GroupPlace):
        return row.group.name
    if isinstance(row, Enrolment):
        return str(row.activity.said("title"))
    return has_of(ecosystem, row)


def _seen(actor: Actor, people: Collection[int]) -> set[int]:
    theirs = Person.objects.visible_to(actor)
    return {
        pk
        for some in in_parts(people)
        for pk in theirs.filter(pk__in=some).values_list("pk", flat=True)
    }


def _endable(actor: Actor, ecosystem: Ecosystem, target: str, rows: Iterable[Any]) -> set[int]:
    """What the actor may end; nobody ends their own role by a list."""
    if target == "group-members":
        may = actor.may(EDIT_GROUPS, ecosystem.pk)
        own = {*actor.sites_with(EDIT_GROUPS, ecosystem.pk)}
        return {one.pk for one in rows if may or one.group.organisation_id in own}
    if target == "enrolments":
        held = Activity.objects.open_to(actor, ENROL)
        ids = {one.activity_id for one in rows}
        mine = {
            pk
            for some in in_parts(ids)
            for pk in held.filter(pk__in=some).values_list("pk", flat=True)
        }
        return {one.pk for one in rows if one.activity_id in mine}
    if not actor.may(ASSIGN_ROLES, ecosystem.pk):
        return set()
    return {one.pk for one in rows if one.person_id != actor.person_id}
