"""What leaders noted of sessions, and which learners will not be there."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from hedgerow.commons.activities.actions import note_session, report_absence
from hedgerow.commons.activities.models import Absence, Enrolment, Session
from hedgerow.commons.people.models import Guardian
from hedgerow.edges.blueprints.plot import Plot, Step

from .days import evening
from .partnering import acting

FEW: Final = 3
DAYS: Final = timedelta(days=4)
REASONS: Final = (Absence.Reason.APPOINTMENT, Absence.Reason.FAMILY, Absence.Reason.FAITH)


def steps(plot: Plot) -> Iterator[Step]:
    if plot.history.calendar.notes:
        yield Step("notes of sessions", _notes)
    yield Step("absences", _absences)


def _notes(plot: Plot) -> None:
    """Of the last sessions of some activities, on the evening of the day, by who leads there."""
    held = Session.objects.filter(ecosystem=plot.ecosystem, state=Session.State.HELD)
    rows = held.select_related("activity").order_by("-day", "activity__code")
    last: dict[int | None, Session] = {}
    for row in rows.exclude(activity__leader=None).iterator(100):
        last.setdefault(row.activity.leader_id, row)
        if len(last) == len(plot.history.calendar.notes):
            break
    for text, row in zip(plot.history.calendar.notes, last.values(), strict=False):
        by = acting(row.activity.leader_id)
        note_session(row, text, by=by, at=evening(plot, row.day))


def _absences(plot: Plot) -> None:
    """Of the next sessions, told on the evening before today by a guardian, or the learner where none is known."""
    until = plot.today + DAYS
    ahead = Session.objects.filter(
        ecosystem=plot.ecosystem, day__gt=plot.today, day__lte=until, state=Session.State.PLANNED
    )
    days = dict(ahead.order_by("-day").values_list("activity", "day"))
    places = Enrolment.objects.filter(activity__in=days, ends=None).select_related("person")
    told: dict[int, Enrolment] = {}
    for one in places.order_by("activity__code", "person__code"):
        told.setdefault(one.activity_id, one)
    guardians = Guardian.objects.filter(ecosystem=plot.ecosystem).order_by("pk")
    for number, one in enumerate(islice(told.values(), FEW)):
        by = guardians.filter(learner=one.person_id).values_list("guardian", flat=True).first()
        starts = days[one.activity_id]
        report_absence(
            plot.ecosystem, one.person, starts, starts + timedelta(days=number % 2),
            REASONS[number % len(REASONS)], by=acting(by or one.person_id),
            at=evening(plot, plot.today - timedelta(days=1)),
        )  # fmt: skip
