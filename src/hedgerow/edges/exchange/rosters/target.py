"""A whole set as one target: its records go to our targets, one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import read_once
from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Coming, Diff, Problem, Record, Target

from ..absent.brought import brought_by_sets, sources, together
from ..catalogue import TARGETS
from ..cells import expected, typed
from ..mappings import Source
from .coming import coming_in, drop_erased
from .here import here
from .scope import Scope, said_by, scope_of, sign
from .sets import Roster
from .steps import ORDER, Step, Steps

if TYPE_CHECKING:
    import polars as pl

NAME = "roster"
ANY = Source(column="x")


@dataclass(frozen=True, slots=True)
class Compared:
    """A set against what is there: a diff of all of it, and what comes to nothing by reason.

    ``said`` are the roles that it says, and ``scope`` is of what they are all there are.
    """

    diff: Diff
    steps: Steps
    said: "pl.DataFrame"
    scope: Scope


def compare(ecosystem: Ecosystem, roster: Roster) -> Compared:
    """What the set would do, step by step; each takes what those before it bring."""
    from . import whole  # polars is slow to import

    if not whole.fits(roster):
        return compare_rows(ecosystem, roster)
    taken = whole.take(ecosystem, roster)
    coming = taken.coming(coming_in(taken.steps))
    with uncollected():
        merged = _compared(ecosystem, taken.steps, coming)
    merged.many = taken.many
    merged.changed += taken.changed
    merged.changed.sort(key=lambda one: (ORDER.index(one.label), one.line))
    return Compared(merged, taken.steps, taken.said, scope_of(roster, taken.said))


def compare_rows(ecosystem: Ecosystem, roster: Roster) -> Compared:
    """The same row by row: of sets that tell changes alone, or have another format."""
    brought, day = brought_by_sets(ecosystem), today(ecosystem)
    own = together(sources(ecosystem, sign(roster))) if brought else brought
    known = here(ecosystem, roster.persons(), brought, own)
    steps = roster.steps(known, day)
    drop_erased(steps, known.erased)
    said = said_by(steps)
    diff = _compared(ecosystem, steps, coming_in(steps))
    return Compared(diff, steps, said, scope_of(roster, said))


def _compared(ecosystem: Ecosystem, steps: Steps, coming: Coming) -> Diff:
    merged = Diff(problems=list(steps.problems))
    for target in ORDER:
        parts = [one for one in steps.steps if one.target == target]
        records = [_placed(record, step) for step in parts for record in step.records]
        if not records:
            continue
        merged.problems += list(_misfits(TARGETS[target], parts))
        found = _diff(TARGETS[target], ecosystem, records, coming)
        merged.problems += [_where(one, parts) for one in found.problems]
        for mine, theirs in ((merged.new, found.new), (merged.changed, found.changed),
                             (merged.unchanged, found.unchanged)):  # fmt: skip
            mine += [replace(one, label=target) for one in theirs]
    return merged


def _placed(record: Record, step: Step) -> Record:
    """The record with its file as its label, so that a problem finds its way back."""
    return replace(record, label=step.file)


def _diff(target: Target, ecosystem: Ecosystem, records: list[Record], coming: Coming) -> Diff:
    if target.name == "organisations":
        return target.diff(ecosystem, records)
    return target.diff(ecosystem, records, coming)


def _where(problem: Problem, parts: Iterable[Step]) -> Problem:
    """The problem with the file and its column in place of the field."""
    columns = next((one.columns for one in parts if one.file == problem.label), {})
    column = columns.get(problem.column, problem.column)
    return replace(problem, file=problem.label, column=column, label="")


def _misfits(target: Target, parts: Iterable[Step]) -> Iterator[Problem]:
    """Texts that our fields do not take: too long, or no address of a mailbox."""
    fields = {one.name: one for one in target.fields}
    for step in parts:
        for record in step.records:
            for name, value in record.values.items():
                if not isinstance(value, str):
                    continue
                try:
                    typed(fields[name], value, ANY)
                except (ValueError, InvalidOperation, ValidationError):
                    column = step.columns.get(name, name)
                    said = expected(fields[name], ANY)
                    yield Problem(record.line, column, value, said, "exchange.roster_text",
                                  step.file)  # fmt: skip


def _parts(diff: Diff) -> Iterator[tuple[Target, Diff]]:
    for name in ORDER:
        part = Diff(
            [one for one in diff.new if one.label == name],
            [one for one in diff.changed if one.label == name],
            many={name: diff.many[name]} if name in diff.many else {},
        )
        if part.writes:
            yield TARGETS[name], part


def save(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Write each part through its own target, in order; once people are in, their codes are read once."""
    with read_once():
        for target, part in _parts(diff):
            target.save(ecosystem, part, by, at)


def touches(ecosystem: Ecosystem, diff: Diff) -> Iterator[Any]:
    for target, part in _parts(diff):
        yield from target.touches(ecosystem, part)


def _never(_ecosystem: Any, _records: Sequence[Record]) -> Diff:
    raise ValueError("a set is compared as a whole")


ROSTER = Target(
    NAME, _("OneRoster, School Data Sync or Kolibri"), (), (), _never, save, touches, mixed=True
)
