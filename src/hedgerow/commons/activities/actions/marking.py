"""Saying who came: the register of a session, for one or for many at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import NotEnrolled, NotYetBegun, SessionCancelled
from hedgerow.commons.activities.models import Attendance, Enrolment, Session
from hedgerow.commons.activities.permissions import MARK_ATTENDANCE
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.bars import require_not_barred
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_untold, change_all, revise_all

from . import belonging
from .belonging import BATCH
from .enrolling import school_on

Row = Mapping[str, Any]
Mark = tuple[int, int]
"""Session and person."""

Spell = tuple[date, date | None, int | None]
Said = tuple[str, int, bool]
"""Status, minutes, and whether these are known."""

SAID = ("status", "minutes", "minutes_known", "recorded_at")


@dataclass
class Register:
    """What is known of sessions before marking, and what the marks make of it."""

    ecosystem: Ecosystem
    sessions: Mapping[int, Session]
    persons: Mapping[int, Person]
    places: Mapping[Mark, list[Spell]]
    schools: Mapping[int, list[tuple[date, date | None, int]]]
    marks: dict[Mark, Attendance]
    new: list[Attendance] = field(default_factory=list)
    changed: list[Attendance] = field(default_factory=list)
    before: dict[Mark, Said | None] = field(default_factory=dict)
    unchanged: int = 0

    def outcome(self) -> Outcome:
        return Outcome(len(self.new), len(self.changed), self.unchanged)


@transaction.atomic
def mark_many(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Mark attendance and so the sessions as held; journal once, with what stood before.

    Each row maps ``session_id``, ``person_id`` and ``status``; for ``late`` also ``minutes``
    attended or ``late_by``; with neither the mark counts in full and is kept as one whose minutes
    nobody knows. Of a person marked twice in a session the last row stands. Who has no
    place on that day and was there is a walk-in. A mark that changes lifts the confirmation.

    Raises NotFound for outsiders and what is not of the ecosystem, OutOfReach, NotPermitted, Invalid,
    NotYetBegun, SessionCancelled or NotEnrolled.
    """
    belonging.seen(ecosystem, by)
    sessions = belonging.sessions(ecosystem, (row["session_id"] for row in rows), by)
    require_not_barred(by, {row["person_id"] for row in rows})
    belonging.permitted(Session.objects.markable_by(by), sessions, MARK_ATTENDANCE)
    return marked(ecosystem, sessions, rows, by=by, at=at).outcome()


def marked(
    ecosystem: Ecosystem,
    sessions: Mapping[int, Session],
    rows: Sequence[Row],
    *,
    by: Actor,
    at: datetime,
) -> Register:
    """Check and write marks in sessions that the caller has locked.

    That the actor may mark in them, and is barred from nobody in the rows, the caller knows.
    """
    for session in sessions.values():
        _check_session(session, at)
    wanted = {(row["session_id"], row["person_id"]): row for row in rows}
    register = _register(ecosystem, sessions, {person for _session, person in wanted}, by)
    now = timezone.now()
    for mark, row in wanted.items():
        _take_in(register, mark, row, now, by)
    _write(register, by, at)
    return register


def _check_session(session: Session, at: datetime) -> None:
    if session.state == Session.State.CANCELLED:
        raise SessionCancelled
    if not rules.may_be_marked(session.starts_at, at):
        raise NotYetBegun


def _register(
    ecosystem: Ecosystem, sessions: Mapping[int, Session], person_ids: set[int], by: Actor
) -> Register:
    activities = {session.activity_id for session in sessions.values()}
    places = _places(activities, person_ids)
    marks = _marks(sessions, person_ids)
    known = {person for _activity, person in places} | {person for _session, person in marks}
    persons = belonging.persons(ecosystem, person_ids - known, by, MARK_ATTENDANCE)
    for some in belonging.parts(person_ids & known):
        persons |= Person.objects.only("pk", "uuid").in_bulk(some)
    schools = belonging.schools(ecosystem, person_ids)
    return Register(ecosystem, sessions, persons, places, schools, marks)


def _places(activities: Iterable[int], person_ids: set[int]) -> dict[Mark, list[Spell]]:
    """Spells (first day, last day, school) by activity and person."""
    places: dict[Mark, list[Spell]] = {}
    few = {"person__in": person_ids} if len(person_ids) <= BATCH else {}
    for some in belonging.parts(activities):
        rows = Enrolment.objects.filter(activity__in=some, **few).order_by("starts", "pk")
        for activity, person, starts, ends, site in rows.values_list(
            "activity_id", "person_id", "starts", "ends", "site_id"
        ):
            places.setdefault((activity, person), []).append((starts, ends, site))
    return places


def _marks(sessions: Iterable[int], person_ids: set[int]) -> dict[Mark, Attendance]:
    marks: dict[Mark, Attendance] = {}
    for some in belonging.parts(sessions):
        for row in Attendance.objects.filter(session__in=some):
            if row.person_id in person_ids:
                marks[row.session_id, row.person_id] = row
    return marks


def _take_in(register: Register, mark: Mark, row: Row, now: datetime, by: Actor) -> None:
    """Put one mark to the new, the changed or the unchanged."""
    session, status = register.sessions[mark[0]], str(row["status"])
    if status not in Attendance.Status.values:
        raise Invalid({"status": [_("A mark is present, late, absent or excused.")]})
    given, late_by = row.get("minutes"), row.get("late_by")
    minutes = rules.minutes_of(status, planned=session.minutes, given=given, late_by=late_by or 0)
    said = status, minutes, rules.is_known(status, given=given, late_by=late_by)
    old = register.marks.get(mark)
    if old is None:
        register.before[mark] = None
        register.new.append(_new(register, session, mark[1], said, now, by))
    elif (was := (old.status, old.minutes, old.minutes_known)) == said:
        register.unchanged += 1
    else:
        register.before[mark] = was
        old.status, old.minutes, old.minutes_known = said
        old.recorded_at = now
        register.changed.append(old)


def _new(
    register: Register,
    session: Session,
    person: int,
    said: Said,
    now: datetime,
    by: Actor,
) -> Attendance:
    status, minutes, known = said
    spells = register.places.get((session.activity_id, person), ())
    place = [site for starts, ends, site in spells if rules.covers((starts, ends), session.day)]
    if not place and status not in rules.THERE:
        raise NotEnrolled
    school = school_on(register.schools.get(person, ()), session.day)
    return Attendance(
        ecosystem_id=register.ecosystem.pk,
        day=session.day,
        session_id=session.pk,
        person_id=person,
        site_id=school or (place[-1] if place else None),
        status=status,
        minutes=minutes,
        minutes_known=known,
        walk_in=not place,
        recorded_at=now,
        origin=by.origin,
    )


def _write(register: Register, by: Actor, at: datetime) -> None:
    """Save the marks, say that the sessions were held, and tell it; nothing where nothing differs."""
    add_untold(register.new)
    change_all(Attendance, register.changed, SAID)
    sessions = {register.sessions[session] for session, _person in register.before}
    if sessions:
        revise_all(
            sessions, state=Session.State.HELD, marked_by_id=by.person_id, marked_at=at,
            confirmed_by_id=None, confirmed_at=None,
        )  # fmt: skip
        belonging.touch("attendance", register.ecosystem, {session.day for session in sessions})
        belonging.touch("delivery", register.ecosystem, {session.day for session in sessions})
        _tell(register, sessions, by, at)


def _tell(register: Register, sessions: Iterable[Session], by: Actor, at: datetime) -> None:
    """One fact: how many marks of each kind, and what the corrected ones said before."""
    counts = dict.fromkeys(Attendance.Status.values, 0)
    for row in (*register.new, *register.changed):
        counts[row.status] += 1
    corrected = {mark: was for mark, was in register.before.items() if was is not None}
    before: dict[str, dict[str, list[object]]] = {}
    for (session, person), was in corrected.items():
        of_session = before.setdefault(str(register.sessions[session].uuid), {})
        of_session[str(register.persons[person].uuid)] = list(was)
    # of one session it also says who was new, so that the act can be undone
    one = len({session for session, _person in register.before}) == 1
    added = [register.persons[row.person_id].uuid for row in register.new] if one else []
    about = {register.persons[person].uuid for _session, person in corrected} | set(added)
    journal.record(
        "activities.attendance_corrected" if corrected else "activities.attendance_marked",
        by=by,
        at=at,
        ecosystem=register.ecosystem.pk,
        subjects=[
            *(("activities.session", session.uuid) for session in sessions),
            *(("people.person", uuid) for uuid in about),
        ],
        payload={"marks": counts, "before": before, "added": [str(uuid) for uuid in added]},
    )
