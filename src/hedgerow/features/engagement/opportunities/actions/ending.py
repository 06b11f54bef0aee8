"""A place in an activity that somebody gives back."""

from datetime import datetime

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Attendance, Enrolment
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation.permissions import Actor

from .authority import through


def end_there(enrolment: Enrolment, *, by: Actor, at: datetime) -> None:
    """End it today; one that has not begun is as if never given. What was recorded stays.

    For acts that have asked whether the actor may: who gives a place back holds no permission to enrol.
    """
    if enrolment.ends is not None:
        return
    held, today = through(enrolment, by), day_in(enrolment.ecosystem, at)
    marks = Attendance.objects.filter(session__activity=enrolment.activity, person=enrolment.person)
    if enrolment.starts >= today and not marks.exists():
        activities.take_back_place(enrolment, by=held, at=at)
    else:
        activities.end_place(enrolment, max(today, enrolment.starts), dropped=True, by=held, at=at)
