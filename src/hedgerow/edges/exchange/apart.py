"""What a file would write about somebody from whom whoever sends it in is kept by a court.

Nothing of it is written: an import goes in whole or not at all, so each such line is told before.
What a file only repeats about them, as it stands here, is in nobody's way.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import kept_from
from hedgerow.commons.people.errors import OutOfReach
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Problem, Record

from .comparing import Upload, placed, target_of
from .digests import in_runs
from .pipeline import Cleaned
from .rosters.steps import Step
from .rosters.target import ROSTER
from .trace import Trace

NAMING = ("person_code", "learner_code", "guardian_code", "leader_code")
"""Fields that name a person by code, whatever the target; of people their own code does."""


def kept_apart(ecosystem: Ecosystem, upload: Upload, found: Cleaned, diff: Diff, by: Actor) -> Diff:
    """The comparison with a problem for each line that would write about such a person.

    One query for whoever is kept from nobody.
    """
    codes = _codes(ecosystem, kept_from(by))
    if not codes:
        return diff
    problems = [*_of_records(diff, upload, found, codes), *_of_many(diff, found, codes)]
    return replace(diff, problems=[*diff.problems, *problems])


def require_apart(trace: Trace, by: Actor) -> None:
    """Raise OutOfReach where undoing would write about somebody from whom the actor is kept."""
    barred = kept_from(by)
    if barred and not trace.people().isdisjoint(barred):
        raise OutOfReach
    for rows in _written(trace) if barred else ():
        about = _about(rows.model, barred)
        if about and rows.filter(about).exists():
            raise OutOfReach


def _written(trace: Trace) -> Iterator[QuerySet[Any]]:
    """The rows that it brought in, and those that it changed, of which it says what differed alone."""
    for label, new in trace.new.items():
        yield from in_runs(apps.get_model(label), new.runs)
    for label, rows in trace.changed.items():
        here = apps.get_model(label)._default_manager
        for some in in_parts(pk for pk, _before, _after in rows):
            yield here.filter(pk__in=some)


def _about(model: type[Model], people: Collection[int]) -> Q:
    """Which rows of a table are about these people; empty of one that names nobody."""
    names = [one.name for one in model._meta.concrete_fields if one.related_model is Person]
    found = Q(pk__in=people) if model is Person else Q()
    for name in names:
        found |= Q(**{f"{name}__in": people})
    return found


def _codes(ecosystem: Ecosystem, people: Collection[int]) -> frozenset[str]:
    """Codes by which files name these people here, those of records merged into theirs too."""
    if not people:
        return frozenset()
    theirs = Q(pk__in=people) | Q(merged_into__in=people)
    rows = Person.objects.filter(theirs, kept_by=ecosystem).exclude(code="")
    return frozenset(rows.values_list("code", flat=True))


def _of_records(
    diff: Diff, upload: Upload, found: Cleaned, codes: frozenset[str]
) -> Iterator[Problem]:
    for record in diff.written:
        target = record.label if target_of(upload.target).mixed else upload.target
        for field in _naming(target):
            if record.text(field) in codes:
                yield _problem(record, field, upload, found)


def _naming(target: str) -> Sequence[str]:
    return ("code",) if target == "people" else NAMING


def _problem(record: Record, field: str, upload: Upload, found: Cleaned) -> Problem:
    value = record.text(field)
    told = Problem(record.line, field, value, expected(), OutOfReach.code, label=record.label)
    if upload.target != ROSTER.name:
        return placed(told, upload)
    return _in_set(told, found, lambda step: _has(step, record))


def _of_many(diff: Diff, found: Cleaned, codes: frozenset[str]) -> Iterator[Problem]:
    """The same of records by columns."""
    for target, many in diff.many.items():
        for field in set(_naming(target)) & set(many.new.columns):
            rows = many.new.filter(many.new[field].is_in(list(codes)))
            for line, value in rows.select("line", field).iter_rows():
                told = Problem(line, field, value, expected(), OutOfReach.code, label=target)
                yield _in_set(told, found, lambda step: True)


def _in_set(problem: Problem, found: Cleaned, of: Callable[[Step], bool]) -> Problem:
    """The problem with the file of the set, and its column."""
    steps = [one for one in found.steps if one.target == problem.label]
    step: Step | None = next((one for one in steps if of(one)), steps[0] if steps else None)
    if step is None:
        return problem
    column = step.columns.get(problem.column, problem.column)
    return replace(problem, file=step.file, column=column, label="")


def _has(step: Step, record: Record) -> bool:
    return any(one.line == record.line and one.values == record.values for one in step.records)


def expected() -> str:
    return _("somebody for whom you may enter this: have another convener bring this line in")
