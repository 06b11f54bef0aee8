"""Past attendance from a spreadsheet: a mark a person and session.

The session is told by the activity's code, the day, and either the time it began or its place
among the sessions of that day (``slot``). One that is not here yet is planned with its minutes.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.targets.meeting import PERSON, TELLING
from hedgerow.commons.people.codes import person_ids
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record, Target, Value, Values

from ..actions import mark_many, plan_sessions
from ..models import Activity, Attendance, Enrolment, Session
from .naming import FIELD, with_codes_of_marks

THERE = ("present", "late")
Moment = tuple[str, datetime]
Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class _Met:
    """A session that is here."""

    starts_at: datetime
    minutes: int
    cancelled: bool


class _Sessions:
    """The ecosystem's sessions, found by activity, day, time and slot; one query."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        self.place = ecosystem
        self.ids: dict[Moment, int] = {}
        self.met: dict[tuple[str, date], list[_Met]] = defaultdict(list)
        rows = Session.objects.filter(ecosystem=ecosystem).exclude(activity__code="")
        names = ("pk", "activity__code", "day", "starts_at", "minutes", "state")
        for pk, code, day, starts_at, minutes, state in (
            rows.order_by("starts_at").values_list(*names).iterator()
        ):
            self.ids[code, starts_at] = pk
            self.met[code, day].append(_Met(starts_at, minutes, state == Session.State.CANCELLED))

    def of(self, record: Record) -> tuple[datetime | None, _Met | None]:
        """When the record's session began, and the session if it is here."""
        code, day = record.text("activity_code"), record.values["day"]
        at = record.values.get("time")
        if not isinstance(day, date):
            return None, None
        met = self.met.get((code, day), [])
        if isinstance(at, time):
            begun = moment_of(self.place, day, at)
            return begun, next((one for one in met if one.starts_at == begun), None)
        slot = record.values.get("slot") or 1
        if isinstance(slot, int) and slot <= len(met):
            return met[slot - 1].starts_at, met[slot - 1]
        return None, None


def diff_attendance(ecosystem: Ecosystem, records: Sequence[Record]) -> Diff:
    """Compare with the marks there are; activity, person and place must be here."""
    found, sessions = Diff(), _Sessions(ecosystem)
    activities, people = _activities(ecosystem), person_ids(ecosystem)
    places, marks, now = _places(ecosystem), _marks(ecosystem), timezone.now()
    planned: dict[Moment, Value] = {}
    for record in records:
        code, person = record.text("activity_code"), record.text("person_code")
        begun, met = sessions.of(record)
        if code not in activities:
            expected = _("the code of an activity that is already here")
            found.refuse(record, "activity_code", expected, "activities.no_activity")
        elif person not in people:
            expected = _("the code of a person who is already here")
            found.refuse(record, "person_code", expected, "people.no_person")
        else:
            _check_session(found, record, begun, met, activities[code], now, planned)
            _check_mark(found, record, places.get((code, person), []))
        found.compare(record, _now(record, marks.get((code, person, begun))))
    return found


def _check_session(
    found: Diff,
    record: Record,
    begun: datetime | None,
    met: _Met | None,
    span: Span,
    now: datetime,
    planned: dict[Moment, Value],
) -> None:
    day, minutes = record.values["day"], record.values.get("session_minutes")
    if begun is None:
        expected = _("a time, as no such session is here on that day")
        found.refuse(record, "time" if "time" in record.values else "day", expected,
                     "activities.no_session")  # fmt: skip
    elif begun > now:
        found.refuse(record, "day", _("a session that has begun"), "activities.not_begun")
    elif met is not None and met.cancelled:
        found.refuse(record, "day", _("a session that was held, not cancelled"),
                     "activities.cancelled")  # fmt: skip
    elif met is None:
        before = planned.setdefault((record.text("activity_code"), begun), minutes)
        if not isinstance(minutes, int) or not 1 <= minutes <= 1440 or minutes != before:
            expected = _("minutes from 1 to 1440, the same for all of a session that is new")
            found.refuse(record, "session_minutes", expected, "activities.minutes")
        elif isinstance(day, date) and (day < span[0] or (span[1] and day > span[1])):
            expected = _("a day from %(starts)s to %(ends)s")
            details = {"starts": span[0], "ends": span[1] or "…"}
            found.refuse(record, "day", expected % details, "activities.outside")


def _check_mark(found: Diff, record: Record, spells: Sequence[Span]) -> None:
    day, status = record.values["day"], record.text("status")
    if not isinstance(day, date) or status in THERE:
        return
    at = bisect(spells, day, key=lambda spell: spell[0])
    if not any(ends is None or day <= ends for _starts, ends in spells[:at]):
        expected = _("present or late, as the person has no place in the activity that day")
        found.refuse(record, "status", expected, "activities.not_enrolled")


def _now(record: Record, mark: tuple[str, int] | None) -> Values | None:
    """Status, and minutes where the record says them, as they stand."""
    if mark is None:
        return None
    now: dict[str, Value] = {"status": mark[0]}
    if record.text("status") == "late" and record.values.get("minutes") is not None:
        now["minutes"] = mark[1]
    return now


def _activities(ecosystem: Ecosystem) -> dict[str, Span]:
    rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    return {
        code: (starts, ends) for code, starts, ends in rows.values_list("code", "starts", "ends")
    }


def _places(ecosystem: Ecosystem) -> dict[tuple[str, str], list[Span]]:
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    own = Enrolment.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = own.order_by("starts")
    for code, person, starts, ends in rows.values_list(
        "activity__code", "person__code", "starts", "ends"
    ).iterator():
        found[code, person].append((starts, ends))
    return found


def _marks(ecosystem: Ecosystem) -> dict[tuple[str, str, datetime | None], tuple[str, int]]:
    own = Attendance.objects.filter(ecosystem=ecosystem, person__kept_by=ecosystem)
    rows = own.values_list(
        "session__activity__code", "person__code", "session__starts_at", "status", "minutes"
    )
    return {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows.iterator()}


def write_attendance(ecosystem: Ecosystem, diff: Diff, by: Actor, at: datetime) -> None:
    """Plan the sessions that are not here, then mark them all."""
    sessions = _Sessions(ecosystem)
    rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
    activities: Mapping[str, int] = dict(rows.values_list("code", "pk"))
    missing: dict[Moment, Value] = {}
    for record in diff.written:
        begun, met = sessions.of(record)
        if begun is not None and met is None:
            missing[record.text("activity_code"), begun] = record.values["session_minutes"]
    if missing:
        planned = [
            {"activity_id": activities[code], "starts_at": begun, "minutes": minutes}
            for (code, begun), minutes in missing.items()
        ]
        plan_sessions(ecosystem, planned, by=by, at=at)
        sessions = _Sessions(ecosystem)
    people = person_ids(ecosystem)
    mark_many(
        ecosystem, [_mark(one, sessions, people) for one in diff.written], by=by, at=at
    )  # fmt: skip


def _mark(record: Record, sessions: _Sessions, people: Mapping[str, int]) -> dict[str, Value]:
    begun, _met = sessions.of(record)
    if begun is None:
        raise ValueError("a session that the comparison had found is gone")
    return {
        "session_id": sessions.ids[record.text("activity_code"), begun],
        "person_id": people[record.text("person_code")],
        "status": record.text("status"),
        "minutes": record.values.get("minutes"),
    }


def touched_marks(ecosystem: Ecosystem, diff: Diff) -> Iterable[QuerySet[Any]]:
    """The sessions of the days and activities of which a file speaks; marks that it changes."""
    sessions = Session.objects.filter(ecosystem=ecosystem)
    for code, days in _days(diff.written).items():
        for some in in_parts(days):
            yield sessions.filter(activity__code=code, day__in=some)
    marks = Attendance.objects.filter(ecosystem=ecosystem)
    for code, days in _days(diff.changed).items():
        for some in in_parts(days):
            yield marks.filter(session__activity__code=code, day__in=some)


def _days(records: Iterable[Record]) -> dict[str, set[Value]]:
    """The days of which the records speak, by activity."""
    found: dict[str, set[Value]] = defaultdict(set)
    for one in records:
        found[one.text("activity_code")].add(one.values["day"])
    return found


ATTENDANCE = Target(
    name="attendance",
    title=gettext_lazy("Past attendance"),
    fields=(
        Field("activity_code", "text", gettext_lazy("number of the activity"), required=True,
              longest=60, example="ROBOTICS-3"),
        Field(FIELD, "text", gettext_lazy("title of the activity, where no number is given"),
              longest=200, silent=True),
        Field("person_code", "text", gettext_lazy("number of the learner"), required=True,
              longest=60, example="L-1017"),
        *PERSON,
        Field("group_name", "text", gettext_lazy("name of the person's group, which tells namesakes apart"),
              longest=120, silent=True),
        Field("day", "date", gettext_lazy("day of the session"), required=True,
              example="2026-09-03"),
        Field("time", "time", gettext_lazy("time it began, hh:mm"), example="15:30"),
        Field("slot", "whole", gettext_lazy("or which session of the day: 1, 2…"), most=50),
        Field("session_minutes", "whole", gettext_lazy("its length, where it is not here yet"),
              most=1440, example="60"),
        Field("status", "text", gettext_lazy("how the learner was marked"), required=True,
              choices=tuple(Attendance.Status.values), example="present"),
        Field("minutes", "whole", gettext_lazy("minutes attended, of one who was late"),
              most=1440),
    ),
    key=("activity_code", "person_code", "day", "time", "slot"),
    diff=diff_attendance,
    save=write_attendance,
    touches=touched_marks,
    met=with_codes_of_marks,
    instead=(("activity_code", FIELD), ("person_code", "name")),
    made_of=((FIELD, *TELLING, "group_name"),),
)  # fmt: skip
