"""Giving people their place in an activity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules, seats
from hedgerow.commons.activities.errors import ActivityClosed, AlreadyEnrolled, OutsideActivity
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.permissions import ENROL
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all, change_all

from . import belonging, seating
from .belonging import BATCH

Row = Mapping[str, Any]
Place = tuple[int, int]
"""Activity and person."""

CHANGEABLE = ("ends", "dropped", "group_id", "site_id")


@dataclass
class _Places:
    """Enrolments as a set of rows leaves them."""

    activities: Mapping[int, Activity]
    schools: Mapping[int, list[tuple[date, date | None, int]]]
    held: dict[Place, list[Enrolment]]
    new: list[Enrolment] = field(default_factory=list)
    changed: dict[int, Enrolment] = field(default_factory=dict)
    unchanged: int = 0


@transaction.atomic
def enrol_many(
    ecosystem: Ecosystem, rows: Sequence[Row], *, takes_held: bool = False, by: Actor, at: datetime
) -> Outcome:
    """Give people places in activities, recognised by activity, person and first day; journal once.

    Each row maps ``activity_id`` and ``person_id``, and may map ``group_id``, ``site_id`` (else the
    school the learner belongs to on the first day), ``starts`` (else the day of ``at``), ``ends``,
    ``dropped``, ``walk_in`` and ``again``. Who has an open place and is given another keeps the one;
    whose place ended on the first day or later has it opened where the row says ``again``. The
    minimum, and the day it was declared, are those of the activity now and never change again.
    Seats that something holds (``seats``) are taken only where ``takes_held`` says so, promised ones never;
    who walked in is there already.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, Invalid,
    ActivityClosed, OutsideActivity, AlreadyEnrolled, SeatsHeld or SeatsPromised.
    """
    belonging.seen(ecosystem, by)
    activities = belonging.activities(ecosystem, (row["activity_id"] for row in rows), by)
    belonging.permitted(Activity.objects.open_to(by, ENROL), activities, ENROL)
    persons = belonging.persons(ecosystem, (row["person_id"] for row in rows), by, ENROL)
    belonging.groups(ecosystem, (row.get("group_id") for row in rows))
    belonging.organisations(ecosystem, (row.get("site_id") for row in rows))
    places = _Places(activities, belonging.schools(ecosystem, persons), _held(activities, persons))
    today = day_in(ecosystem, at)
    before = {place for place, held in places.held.items() if any(runs(one, today) for one in held)}
    for row in rows:
        _place(places, ecosystem, {"starts": today, **_given(row)}, by)
    _require_seats(places, before, today, takes_held=takes_held)
    add_all(Enrolment, places.new)
    change_all(Enrolment, places.changed.values(), CHANGEABLE)
    saved = [*places.new, *places.changed.values()]
    outcome = Outcome(len(places.new), len(places.changed), places.unchanged)
    tell("activities.enrolled", saved, persons, ecosystem, by, at, new=outcome.new)
    running = {place for place, held in places.held.items() if any(runs(o, today) for o in held)}
    seats.tell_left(before - running, by, at)
    seats.tell_back(running - before, by, at)
    return outcome


def runs(one: Enrolment, today: date) -> bool:
    """Whether it counts as a place taken: its last day is not over, and nobody left before."""
    return one.ends is None or (one.ends >= today and not one.dropped)


def _require_seats(places: _Places, before: set[Place], today: date, *, takes_held: bool) -> None:
    """Ask for the seats of those who had none before."""
    people: dict[int, set[int]] = {}
    for one in (*places.new, *places.changed.values()):
        had = (one.activity_id, one.person_id) in before
        if runs(one, today) and not one.walk_in and not had:
            people.setdefault(one.activity_id, set()).add(one.person_id)
    seating.require_seats(places.activities, people, takes_held=takes_held)


def _given(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}


def _held(activities: Iterable[int], persons: Mapping[int, Person]) -> dict[Place, list[Enrolment]]:
    held: dict[Place, list[Enrolment]] = {}
    one_query = {"person__in": list(persons)} if len(persons) <= BATCH else {}
    for some in belonging.parts(activities):
        rows = Enrolment.objects.select_for_update().filter(activity__in=some, **one_query)
        for row in rows:
            held.setdefault((row.activity_id, row.person_id), []).append(row)
    return held


def _place(places: _Places, ecosystem: Ecosystem, row: Row, by: Actor) -> None:
    """Find, change or make the place that one row speaks of."""
    span = row["starts"], row.get("ends")
    if span[1] is not None and span[1] < span[0]:
        raise Invalid({"ends": [_("The last day comes before the first.")]})
    held = places.held.setdefault((row["activity_id"], row["person_id"]), [])
    if (over := _over(held, row)) is not None:
        over.ends, over.dropped = None, False
        places.changed[over.pk] = over
        return None
    for old in held:
        if old.starts == span[0]:
            return _keep(places, old, row)
        if old.ends is None and span[1] is None:
            places.unchanged += 1
            return None
    if any(rules.overlap((old.starts, old.ends), span) for old in held):
        raise AlreadyEnrolled
    activity = places.activities[row["activity_id"]]
    _check_open(activity, *span)
    enrolment = _new(ecosystem, activity, row, places.schools, by)
    held.append(enrolment)
    places.new.append(enrolment)
    return None


def _over(held: Sequence[Enrolment], row: Row) -> Enrolment | None:
    """The ended place that a row opens again: the last one, if the row's first day lies in it."""
    last = max(held, key=lambda one: one.starts, default=None)
    if not row.get("again") or row.get("ends") or last is None or last.ends is None or not last.pk:
        return None
    return last if last.starts <= row["starts"] <= last.ends else None


def _keep(places: _Places, old: Enrolment, row: Row) -> None:
    """Change what differs on a place that is known."""
    differing = [name for name in CHANGEABLE if name in row and getattr(old, name) != row[name]]
    for name in differing:
        setattr(old, name, row[name])
    if differing and old.pk:
        places.changed[old.pk] = old
    else:
        places.unchanged += 1


def _check_open(activity: Activity, starts: date, ends: date | None) -> None:
    if activity.state == Activity.State.CLOSED and ends is None:
        raise ActivityClosed(activity=activity.said("title"))
    if activity.ends is not None and starts > activity.ends:
        raise OutsideActivity(day=starts.isoformat(), activity=activity.said("title"))


def _new(
    ecosystem: Ecosystem,
    activity: Activity,
    row: Row,
    schools: Mapping[int, list[tuple[date, date | None, int]]],
    by: Actor,
) -> Enrolment:
    return Enrolment(
        ecosystem=ecosystem,
        activity=activity,
        person_id=row["person_id"],
        group_id=row.get("group_id"),
        site_id=row.get("site_id") or school_on(schools.get(row["person_id"], ()), row["starts"]),
        minimum_minutes=activity.minimum_minutes,
        minimum_declared=activity.minimum_declared,
        starts=row["starts"],
        ends=row.get("ends"),
        dropped=row.get("dropped", False),
        walk_in=row.get("walk_in", False),
        origin=row.get("origin", by.origin),
    )


def school_on(spells: Iterable[tuple[date, date | None, int]], day: date) -> int | None:
    """The school of the latest spell that covers the day; None if there is none."""
    there = [site for starts, ends, site in spells if rules.covers((starts, ends), day)]
    return there[-1] if there else None


def tell(
    kind: str,
    saved: Sequence[Enrolment],
    persons: Mapping[int, Person],
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
    **payload: object,
) -> None:
    """One fact for the set, and its months dirty; neither where nothing differed."""
    if not saved:
        return
    belonging.touch("enrolment", ecosystem, (enrolment.starts for enrolment in saved))
    of = {persons[enrolment.person_id].uuid for enrolment in saved}
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[
            *(("activities.enrolment", enrolment.uuid) for enrolment in saved),
            *(("people.person", uuid) for uuid in of),
        ],
        payload={"places": len(saved), **payload},
    )
