"""Learners with their guardians beside them: one file for persons, roles and ties."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.targets import GUARDIANS
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Coming, Diff, Problem, Record, Target

from ..classes import FIELD
from ..people import PEOPLE
from .fields import FIELDS
from .here import here_of
from .lines import Made, taken_apart

PARTS = (PEOPLE, GUARDIANS)


def diff_families(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare the persons and the ties that the lines name, each once, with those there are."""
    here = here_of(ecosystem, records)
    lines = taken_apart(records, here, str(ecosystem.uuid), today(ecosystem))
    codes = {str(one.values["code"]) for one in lines.people}
    coming = Coming(people=frozenset(code for code in codes if code not in here.erased))
    merged = Diff(problems=lines.found.problems, notes=lines.found.notes)
    for target, made in zip(PARTS, (lines.people, lines.ties), strict=True):
        rows = [Record(one.line.line, str(at), one.values) for at, one in enumerate(made)]
        found = target.diff(ecosystem, rows, coming if target is GUARDIANS else Coming())
        merged.problems += [_placed(one, made) for one in found.problems]
        for mine, theirs in ((merged.new, found.new), (merged.changed, found.changed),
                             (merged.unchanged, found.unchanged)):  # fmt: skip
            mine += [replace(one, label=target.name) for one in theirs]
    for one in (merged.new, merged.changed, merged.unchanged):
        one.sort(key=lambda record: record.line)
    return merged


def _placed(problem: Problem, made: Sequence[Made]) -> Problem:
    """The problem with the field of the line in place of that of the row made of it."""
    of = made[int(problem.label)]
    column = of.columns.get(problem.column, problem.column)
    return replace(problem, column=column, label=of.line.label)


def _parts(diff: Diff) -> Iterator[tuple[Target, Diff]]:
    for target in PARTS:
        new, changed = (
            [one for one in some if one.label == target.name] for some in (diff.new, diff.changed)
        )
        if new or changed:
            yield target, Diff(new, changed)


def write_families(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Save the persons with their roles, then the ties."""
    for target, part in _parts(diff):
        target.save(ecosystem, part, by, at)


def touched_families(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    for target, part in _parts(diff):
        yield from target.touches(ecosystem, part)


FAMILIES = Target(
    name="families",
    title=gettext_lazy("Learners with their guardians"),
    fields=FIELDS,
    key=("code", "name", "born"),
    diff=diff_families,
    save=write_families,
    touches=touched_families,
    mixed=True,
    apart=(FIELD,),
)
