"""Why a register is empty, and what is recorded on a place."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.utils.formats import date_format

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Session
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.foundation.permissions import Actor


@dataclass(frozen=True, slots=True)
class Around:
    """Places that begin after the session's day, the first one when, and those that ended before."""

    later: int
    first: date | None
    over: int
    day: date
    may_enrol: bool


def around(actor: Actor, session: Session) -> Around:
    """Places of the activity that the session's day does not lie in. Two queries."""
    later = Q(starts__gt=session.day)
    found = Enrolment.objects.filter(activity=session.activity_id).aggregate(
        later=Count("pk", filter=later),
        first=Min("starts", filter=later),
        over=Count("pk", filter=~later),
    )
    may = Activity.objects.open_to(actor, ENROL).filter(pk=session.activity_id).exists()
    return Around(found["later"], found["first"], found["over"], session.day, may)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many marks are recorded on a place, and of which session the first one is."""

    count: int
    session: str


def marks_of(row: Enrolment) -> QuerySet[Attendance]:
    """What is recorded on a place: the person's marks of its days, the first one first."""
    marks = Attendance.objects.filter(
        session__activity=row.activity_id, person=row.person_id, day__gte=row.starts
    )
    marks = marks.select_related("session__ecosystem").order_by("session__starts_at", "pk")
    return marks if row.ends is None else marks.filter(day__lte=row.ends)


def recorded(marks: QuerySet[Attendance]) -> Recorded | None:
    """Their number and the first one's session in words; None where there are none."""
    first = marks.first()
    if first is None:
        return None
    began = on_the_wall(first.session.starts_at, first.session.ecosystem.time_zone)
    return Recorded(marks.count(), date_format(began, "DATETIME_FORMAT"))
