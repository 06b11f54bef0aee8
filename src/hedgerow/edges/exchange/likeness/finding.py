"""Whom here the new people of a list resemble, for whom codes are made: some statements for each five hundred."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.targets.meeting import Held
from hedgerow.commons.membership.targets.sites import sites_of
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Record

from .rules import Clue, Why, clues, likest, why

MOST: Final = 500
"""So many are told of a list."""
TELLING: Final = 100
"""What more have in common tells nothing: a day that a program writes where it knows none."""
LEARNER: Final = "learner"


@dataclass(frozen=True, slots=True)
class Resembling:
    """Somebody new in a line, and who is here (``person``) whom they resemble."""

    line: int
    name: str
    born: date
    code: str
    why: Why
    person: int
    known: str
    known_born: date
    known_code: str


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    born: date | None
    code: str


def resembling(
    ecosystem: Ecosystem, target: str, records: Sequence[Record], diff: Diff, by: Actor
) -> tuple[Resembling, ...]:
    """By line; nobody whom the actor may not see, who has no such role here, or whom the list names itself."""
    new = list(_made(target, records, diff))
    if not new:
        return ()
    named = {one.text("code") for one in (*diff.unchanged, *diff.changed)}
    known = _known(ecosystem, new, named, by)
    if not known:
        return ()
    near = _near(known)
    held = _held(ecosystem, {pk for one in new for pk in _alike(one, near, known)})
    sites, day, found = sites_of(ecosystem, new), today(ecosystem), []
    for one in new:
        role, site = one.text("role"), sites.id_of(one)
        fits = (pk for pk in _alike(one, near, known)
                if any(it.fits(role, site, day) for it in held.get(pk, ())))  # fmt: skip
        told = ((known[pk].name, known[pk].born, pk) for pk in fits)
        if (pk := likest(told, one.text("name"), _born(one))) is not None:
            found.append(_told(one, pk, known[pk]))
    return tuple(sorted(found, key=lambda it: it.line)[:MOST])


def _made(target: str, records: Sequence[Record], diff: Diff) -> Iterable[Record]:
    """The new people of lines whose code is made; of families the learners."""
    if target == "people":
        return (one for one in diff.new if one.made_of)
    if target != "families":
        return ()
    lines = {one.line for one in records if not one.text("code")}
    return (
        one
        for one in diff.new
        if one.label == "people" and one.text("role") == LEARNER and one.line in lines
    )


def _known(
    ecosystem: Ecosystem, new: Sequence[Record], named: Collection[str], by: Actor
) -> Mapping[int, _Known]:
    """Who is here of these birth dates or names; one without a birth date resembles nobody."""
    days = {born for one in new if (born := _born(one))}
    names = {clue for one in new for clue, day in clues(one.text("name"), _born(one)) if not day}
    rows = Person.objects.visible_to(by).filter(kept_by=ecosystem, erased_at=None)
    rows = rows.exclude(born=None)
    which = [rows.filter(born__in=some) for some in in_parts(days)]
    which += [rows.filter(sort_name__in=some) for some in in_parts(names)]
    return {
        pk: _Known(name, born, code)
        for some in which
        for pk, name, born, code in some.values_list("pk", "name", "born", "code")
        if not code or code not in named
    }


def _near(known: Mapping[int, _Known]) -> Mapping[Clue, Sequence[int]]:
    found: dict[Clue, list[int]] = defaultdict(list)
    for pk, one in known.items():
        for clue in clues(one.name, one.born):
            found[clue].append(pk)
    return {clue: keys for clue, keys in found.items() if len(keys) <= TELLING}


def _alike(
    record: Record, near: Mapping[Clue, Sequence[int]], known: Mapping[int, _Known]
) -> set[int]:  # fmt: skip
    name, born = record.text("name"), _born(record)
    found = {pk for clue in clues(name, born) for pk in near.get(clue, ())}
    return {pk for pk in found if why(name, born, known[pk].name, known[pk].born)}


def _held(ecosystem: Ecosystem, people: Collection[int]) -> Mapping[int, Sequence[Held]]:
    found: dict[int, list[Held]] = defaultdict(list)
    rows = Assignment.objects.filter(ecosystem=ecosystem)
    names = ("person", "role", "organisation", "ends")
    for some in in_parts(people):
        for pk, role, site, ends in rows.filter(person__in=some).values_list(*names):
            found[pk].append(Held(role, site, ends))
    return found


def _told(record: Record, person: int, known: _Known) -> Resembling:
    name, born = record.text("name"), _born(record)
    said = why(name, born, known.name, known.born)
    if said is None or born is None or known.born is None:
        raise ValueError(person)  # only who resembles is told
    return Resembling(record.line, name, born, record.text("code"), said, person, known.name, known.born,
                      known.code)  # fmt: skip


def _born(record: Record) -> date | None:
    born = record.values.get("born")
    return born if isinstance(born, date) else None
