"""Who changes class by a list, as the reader may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts

from ..models import Import
from .finding import seen
from .kept import FIELD

SHOWN: Final = 50
"""So many are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A learner with the group left behind and the one of the list; ``last`` is the last day in the old one."""

    line: int
    uuid: UUID
    name: str
    old: str
    new: str
    last: date


@dataclass(frozen=True, slots=True)
class MovingPage:
    """Those who change, the first of them by name; ``usual`` where learners are in one such group at a time."""

    rows: tuple[Mover, ...] = ()
    count: int = 0
    more: int = 0
    usual: bool = False


def moving_page(actor: Actor, ecosystem: Ecosystem, row: Import) -> MovingPage:
    """As long as it waits; of nobody whom the reader may not see it is said that they change."""
    said: Sequence[Mapping[str, Any]] = row.preview.get(FIELD, ())
    if not said or not row.waits:
        return MovingPage()
    people = seen(actor, {one["person"] for one in said})
    said = [one for one in said if one["person"] in people]
    first = said[:SHOWN]
    persons = {
        one.pk: one
        for some in in_parts({one["person"] for one in first})
        for one in Person.objects.filter(pk__in=some)
    }
    names = told_apart(actor, ecosystem, persons.values())
    groups = _names(ecosystem, first)
    rows = (
        Mover(one["line"], persons[one["person"]].uuid, names[one["person"]], groups[one["old"]],
              groups[one["new"]], date.fromisoformat(one["last"]))
        for one in first
        if one["person"] in persons and one["old"] in groups and one["new"] in groups
    )  # fmt: skip
    usual = bool(said) and all(one["usual"] for one in said)
    more = len(people) - len(persons)
    return MovingPage(tuple(rows), len(people), more, usual)


def _names(ecosystem: Ecosystem, said: Sequence[Mapping[str, Any]]) -> Mapping[int, str]:
    wanted = {one[name] for one in said for name in ("old", "new")}
    rows = Group.objects.filter(ecosystem=ecosystem)
    return {
        pk: name
        for some in in_parts(wanted)
        for pk, name in rows.filter(pk__in=some).values_list("pk", "name")
    }
