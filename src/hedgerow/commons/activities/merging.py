"""What becomes of places, marks and who led what when two records of a person become one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import ended, moved, once, stretches

from .models import Absence, Activity, Attendance, CalendarFeed, Enrolment, Note, Session

CAME = (
    Attendance.Status.PRESENT, Attendance.Status.LATE, Attendance.Status.EXCUSED,
    Attendance.Status.ABSENT,
)  # fmt: skip
"""Of two marks of one session the one further to the left stays."""


def _enrolled(stays: Any, goes: Any) -> None:
    """Who stayed in one of the places did not drop out; what was declared first counts."""
    stays.dropped = stays.dropped and goes.dropped
    stays.walk_in = stays.walk_in and goes.walk_in
    stays.site_id = stays.site_id or goes.site_id
    stays.group_id = stays.group_id or goes.group_id


def _came(stays: Attendance, goes: Attendance) -> bool:
    """Whether the mark that would go says more: somebody saw them there."""

    def rank(mark: Attendance) -> tuple[int, int, float]:
        return (
            CAME.index(Attendance.Status(mark.status)),
            -mark.minutes,
            mark.recorded_at.timestamp(),
        )

    return rank(goes) < rank(stays)


RULES = (
    moved(Absence, "person", "reported_by", named=_("absences reported")),
    once(
        Attendance,
        ("session_id",),
        named=_("marks of attendance"),
        told=_("Of two marks of one session the one stays that says they came."),
        better=_came,
    ),
    stretches(
        Enrolment,
        ("activity_id",),
        named=_("places in activities"),
        told=_("Two places in one activity become one, from its first day to its last."),
        settle=_enrolled,
    ),
    moved(
        Session,
        "substitute",
        "marked_by",
        "confirmed_by",
        named=_("sessions marked, confirmed or led"),
    ),
    moved(Note, "author", named=_("notes of sessions")),
    moved(Activity, "leader", named=_("activities led")),
    ended(
        CalendarFeed,
        named=_("calendar addresses"),
        told=_(
            "The calendar address of the record that goes ends for good, also where this is undone."
        ),
    ),
)
