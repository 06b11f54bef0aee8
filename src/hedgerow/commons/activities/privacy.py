"""What becomes of places and marks when a person is exported, erased or gone long ago.

Erasing empties the person's own row and keeps it: places and marks stay on it, as counts that
say nothing of whose they were; everything that names the person as one who acted is taken away.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.foundation import warehouse
from hedgerow.foundation.privacy import Rule

from .models import Absence, Activity, Attendance, CalendarFeed, Enrolment, Note, Session

KEEP = timedelta(days=5 * 365)


def export_attendance(person: int) -> Iterable[Mapping[str, object]]:
    rows = Attendance.objects.filter(person=person).order_by("day", "pk")
    return rows.values(
        "day", "session__activity__title", "status", "minutes", "minutes_known", "recorded_at"
    )


def erase_attendance(person: int, at: datetime) -> int:
    """Marks stay as they count; that one was a walk-in is taken off."""
    return Attendance.objects.filter(person=person, walk_in=True).update(walk_in=False)


def export_enrolments(person: int) -> Iterable[Mapping[str, object]]:
    rows = Enrolment.objects.filter(person=person).order_by("starts", "pk")
    return rows.values("activity__title", "starts", "ends", "dropped", "minimum_minutes")


def erase_enrolments(person: int, at: datetime) -> int:
    """Places stay, out of any group; those that still ran end today."""
    rows = Enrolment.objects.filter(person=person)
    for row in rows.filter(ends__isnull=True).select_related("ecosystem"):
        row.ends = max(row.starts, day_in(row.ecosystem, at))
        row.save(update_fields=["ends"])
    return rows.update(group=None, walk_in=False)


def export_sessions(person: int) -> Iterable[Mapping[str, object]]:
    rows = Session.objects.filter(marked_by=person).order_by("day", "pk")
    return rows.values("day", "activity__title", "marked_at")


def erase_sessions(person: int, at: datetime) -> int:
    return (
        Session.objects.filter(marked_by=person).update(marked_by=None)
        + Session.objects.filter(confirmed_by=person).update(confirmed_by=None)
        + Session.objects.filter(substitute=person).update(substitute=None)
    )


def export_activities(person: int) -> Iterable[Mapping[str, object]]:
    rows = Activity.objects.filter(leader=person).order_by("starts", "pk")
    return rows.values("title", "starts", "ends")


def erase_activities(person: int, at: datetime) -> int:
    return Activity.objects.filter(leader=person).update(leader=None)


def export_feeds(person: int) -> Iterable[Mapping[str, object]]:
    """When it was made and last read; its secret opens the calendar, and is not handed on."""
    return CalendarFeed.objects.filter(person=person).values("made_at", "read_at")


def erase_feeds(person: int, at: datetime) -> int:
    return CalendarFeed.objects.filter(person=person).delete()[0]


def attendance_ended(before: datetime) -> QuerySet[Attendance]:
    return Attendance.objects.filter(day__lt=first_day_anywhere(before))


def let_attendance_go(ids: Sequence[int]) -> int:
    """Delete the marks; the copies that measures read follow."""
    rows = Attendance.objects.filter(pk__in=ids)
    days = rows.order_by().values_list("ecosystem", "day").distinct()
    _touch("attendance", days)
    return rows.delete()[0]


def enrolments_ended(before: datetime) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(ends__lt=first_day_anywhere(before))


def let_enrolments_go(ids: Sequence[int]) -> int:
    """Delete the places; the copies that measures read follow."""
    rows = Enrolment.objects.filter(pk__in=ids)
    _touch("enrolment", rows.order_by().values_list("ecosystem", "starts").distinct())
    return rows.delete()[0]


def _touch(table: str, days: Iterable[tuple[int, date]]) -> None:
    months: dict[int, set[str]] = {}
    for ecosystem, day in days:
        months.setdefault(ecosystem, set()).add(day.isoformat()[:7])
    for ecosystem, some in months.items():
        warehouse.touch(table, ecosystem, some)


def export_notes(person: int) -> Iterable[Mapping[str, object]]:
    """What one wrote; what others wrote of a group is for those who lead it."""
    rows = Note.objects.filter(author=person).order_by("at", "pk")
    return rows.values("at", "session__day", "session__activity__title", "text")


def erase_notes(person: int, at: datetime) -> int:
    return Note.objects.filter(author=person).update(author=None)


def export_absences(person: int) -> Iterable[Mapping[str, object]]:
    rows = Absence.objects.filter(person=person).order_by("starts", "pk")
    return rows.values("ecosystem__name", "starts", "ends", "reason", "note", "at", "withdrawn_at")


def erase_absences(person: int, at: datetime) -> int:
    """With why; who reported somebody else's goes from that."""
    reported = Absence.objects.filter(reported_by=person).exclude(person=person)
    return reported.update(reported_by=None) + Absence.objects.filter(person=person).delete()[0]


RULES = (
    Rule(
        Absence,
        _("Tells those who mark attendance that a learner will not be there."),
        export_absences,
        erase_absences,
        timedelta(days=365),
        ended=lambda before: Absence.objects.filter(ends__lt=first_day_anywhere(before)),
    ),
    Rule(
        CalendarFeed,
        _("The address at which a person's own calendar is read."),
        export_feeds,
        erase_feeds,
    ),
    Rule(
        Attendance,
        _("Who was there, so that hours and reach can be counted."),
        export_attendance,
        erase_attendance,
        KEEP,
        _("Marks stay as counts that say of nobody whose they are: hours and reach rest on them."),
        attendance_ended,
        let_attendance_go,
    ),
    Rule(
        Enrolment,
        _("Who has a place in an activity, and for how long."),
        export_enrolments,
        erase_enrolments,
        KEEP,
        _("Places stay as counts that say of nobody whose they are."),
        enrolments_ended,
        let_enrolments_go,
    ),
    Rule(
        Note,
        _("What those who mark attendance noted of a session."),
        export_notes,
        erase_notes,
        timedelta(days=2 * 365),
        _("Notes of a group stay for those who lead it, without who wrote them."),
        lambda before: Note.objects.filter(at__lt=before),
    ),
    Rule(
        Session,
        _("Who marked, confirmed or led a session."),
        export_sessions,
        erase_sessions,
        left=_("Sessions stay, as others took part in them, without a name."),
    ),
    Rule(
        Activity,
        _("Who leads an activity."),
        export_activities,
        erase_activities,
        left=_("Activities stay, as others take part in them, with nobody who leads them."),
    ),
)
