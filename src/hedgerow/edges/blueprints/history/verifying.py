"""A sample of the marks of the last months, held beside registers on paper by who evaluates."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from hedgerow.commons.activities.actions import sample_attendance
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.observations.actions import check_record
from hedgerow.commons.observations.models import Sample, SampledRecord
from hedgerow.edges.blueprints.plot import Plot, Step

from .days import evening, morning
from .partnering import acting

LOOKED_BACK = timedelta(days=120)
DRAWN_BEFORE = timedelta(days=9)
EVERY_DAY = timedelta(days=1)
A_DAY = 8
UNCHECKED, DIFFERS, MISSING = 12, 17, 23
"""Of so many records in turn one waits, one differs from its source, of one no source is there."""
VERDICT, SOURCE = SampledRecord.Verdict, SampledRecord.Source


def steps(plot: Plot) -> Iterator[Step]:
    if plot.history.verified:
        yield Step("verification", _verification)


def _verification(plot: Plot) -> None:
    """A convener draws; those who evaluate check record after record, on the days after."""
    drawn_on = plot.today - DRAWN_BEFORE
    starts, ends = drawn_on - LOOKED_BACK, drawn_on - EVERY_DAY
    rows = Attendance.objects.filter(ecosystem=plot.ecosystem, day__range=(starts, ends))
    if not rows.exists():
        return
    held = Assignment.objects.filter(ecosystem=plot.ecosystem, ends=None).order_by("pk")
    conveners = held.filter(role="convener").values_list("person", flat=True)
    evaluators = held.filter(role="evaluator").values_list("person", flat=True)
    sample = sample_attendance(
        plot.ecosystem, starts, ends, plot.history.verified, f"{starts}-{plot.history.seed}",
        by=acting(next(iter(conveners), None)), at=morning(plot, drawn_on),
    )  # fmt: skip
    _check(plot, sample, drawn_on, list(evaluators[:4]) or [None])


def _check(plot: Plot, sample: Sample, drawn_on: date, people: list[int | None]) -> None:
    chance = Random(f"{plot.history.seed}:verified")
    for record in sample.records.order_by("position"):
        number = record.position
        if number % UNCHECKED == 0:
            continue
        source = chance.choice((SOURCE.PAPER, SOURCE.PAPER, SOURCE.PHOTOGRAPH, SOURCE.SYSTEM))
        verdict, right = VERDICT.AGREES, ""
        if number % DIFFERS == 0:
            came = record.values.get("status") in ("present", "late")
            verdict, right = VERDICT.DIFFERS, "absent" if came else "present"
        elif number % MISSING == 0:
            verdict = VERDICT.MISSING
        day = drawn_on + EVERY_DAY * (1 + number // A_DAY)
        check_record(
            record, verdict, source="" if verdict == VERDICT.MISSING else source, right=right,
            by=acting(people[number % len(people)]), at=evening(plot, day),
        )  # fmt: skip
