"""A whole set as one target: its records go to our targets, one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.leading import leading_names
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Coming, Diff, Problem, Record, Target

from ..catalogue import TARGETS
from ..cells import expected, typed
from ..mappings import Source
from .here import here
from .sets import Roster
from .steps import ORDER, Step, Steps

NAME = "roster"
ANY = Source(column="x")


@dataclass(frozen=True, slots=True)
class Compared:
    """A set against what is there: a diff of all of it, and what comes to nothing by reason."""

    diff: Diff
    steps: Steps


def compare(ecosystem: Ecosystem, roster: Roster) -> Compared:
    """What the set would do, step by step; each takes what those before it bring."""
    known, day = here(ecosystem), today(ecosystem)
    steps = roster.steps(known, day)
    _drop_erased(steps, known.erased)
    coming, merged = _coming(steps), Diff(problems=list(steps.problems))
    for target in ORDER:
        parts = [one for one in steps.steps if one.target == target]
        records = [_placed(record, step) for step in parts for record in step.records]
        merged.problems += list(_misfits(TARGETS[target], parts))
        found = _diff(TARGETS[target], ecosystem, records, coming)
        merged.problems += [_where(one, parts) for one in found.problems]
        for mine, theirs in ((merged.new, found.new), (merged.changed, found.changed),
                             (merged.unchanged, found.unchanged)):  # fmt: skip
            mine += [replace(one, label=target) for one in theirs]
    return Compared(merged, steps)


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


def _drop_erased(steps: Steps, erased: frozenset[str]) -> None:
    """Leave out whoever was erased: they do not come back with a file."""
    names = ("code", "guardian_code", "learner_code", "person_code")
    for step in steps.steps:
        wanted = names[1:] if step.target != "people" else names
        kept = [one for one in step.records if not any(one.text(name) in erased for name in wanted)]
        if len(kept) < len(step.records):
            steps.aside[str(ERASED)] += len(step.records) - len(kept)
            step.records = kept


ERASED = _("rows of people whose data was erased here")


def _coming(steps: Steps) -> Coming:
    organisations: set[tuple[str, str]] = set()
    people, groups, leaders = set(), set(), set()
    leading = leading_names()
    for step in steps.steps:
        for one in step.records:
            code = one.text("code")
            if step.target == "organisations":
                organisations |= {(one.text("kind"), code), ("", code)}
            elif step.target == "people":
                people.add(code)
                if one.text("role") in leading and not one.values.get("ends"):
                    leaders.add(code)
            elif step.target == "groups":
                groups.add(code)
    return Coming(
        frozenset(organisations), frozenset(people), frozenset(groups), frozenset(leaders)
    )


def _parts(diff: Diff) -> Iterator[tuple[Target, Diff]]:
    for name in ORDER:
        part = Diff(
            [one for one in diff.new if one.label == name],
            [one for one in diff.changed if one.label == name],
        )
        if part.written:
            yield TARGETS[name], part


def save(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Write each part through its own target, in order."""
    for target, part in _parts(diff):
        target.save(ecosystem, part, by, at)


def touches(ecosystem: Ecosystem, diff: Diff) -> Iterator[Any]:
    for target, part in _parts(diff):
        yield from target.touches(ecosystem, part)


def _never(_ecosystem: Any, _records: Sequence[Record]) -> Diff:
    raise ValueError("a set is compared as a whole")


ROSTER = Target(NAME, _("OneRoster, School Data Sync or Kolibri"), (), (), _never, save, touches)
