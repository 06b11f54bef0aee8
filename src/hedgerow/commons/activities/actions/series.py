"""Sessions that recur: planned by a rule."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction

from hedgerow.commons.activities import recurring
from hedgerow.commons.activities.errors import NoDays
from hedgerow.commons.activities.models import Activity, Room, Series, Session
from hedgerow.commons.ecosystems.clock import moment_of
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import planning, regrowing, rooms
from .belonging import BATCH
from .snapshots import Snapshot, tell

PLANNED = "activities.series_planned"


def plan_by_rule(
    activity: Activity,
    rule: str,
    first: date,
    begins: time,
    minutes: int,
    *,
    by: Actor,
    at: datetime,
    room: Room | None = None,
) -> Outcome:
    """Plan a session on each day that a rule of RFC 5545 names from ``first`` on; journal once.

    ``begins`` is local time, and stays so when the clocks change. Holidays are skipped and, where
    terms are known, days outside them. A session that is there already stays as it is. The rule
    is read before anything is locked.

    Raises NoDays, Invalid for a rule that is none or names too many days, NotFound for a room of
    elsewhere, and what ``plan_sessions`` raises.
    """
    kept, named = regrowing.read(rule, first, activity.ecosystem, begins)
    series = Series(
        ecosystem=activity.ecosystem, activity=activity, starts=first, begins=begins,
        rule=kept, minutes=minutes, room=room,
        origin=by.origin,
    )  # fmt: skip
    return _planned(series, named, by, at)


@transaction.atomic
def _planned(series: Series, named: Collection[date], by: Actor, at: datetime) -> Outcome:
    ecosystem, activity = series.ecosystem, series.activity
    days = [moment_of(ecosystem, day, series.begins) for day in regrowing.open_of(ecosystem, named)]
    if not days:
        raise NoDays
    rooms.check(ecosystem, series.room)
    there = Session.objects.filter(activity=activity, starts_at__in=days)
    free = sorted(set(days) - set(there.values_list("starts_at", flat=True)))
    rows = [
        {"activity_id": activity.pk, "starts_at": one, "minutes": series.minutes} for one in free
    ]
    new = planning.planned(ecosystem, rows, by=by)[0]
    if not new:
        planning.permitted(activity, by)
        return Outcome(0, 0, len(days))
    _join(series, new, by, at)
    return Outcome(len(new), 0, len(days) - len(new))


def _join(series: Series, new: list[Session], by: Actor, at: datetime) -> None:
    """Save the series with its new sessions, and tell of it."""
    series.save()
    for row in new:
        row.series, row.slot, row.room = series, row.day, series.room
    Session.objects.bulk_update(new, ["series", "slot", "room"], BATCH)
    made = Snapshot(series=[(series.uuid, None)])
    made.sessions = [(row.uuid, None, row.revision) for row in new]
    tell(PLANNED, series.activity, made, [row.day for row in new], by, at)


def plan_series(
    activity: Activity,
    days: tuple[date, date],
    weekdays: Collection[int],
    begins: time,
    minutes: int,
    *,
    by: Actor,
    at: datetime,
) -> Outcome:
    """Plan a session on each of these weekdays (0 is Monday) between two days, both in it.

    Raises NoDays and what ``plan_by_rule`` raises.
    """
    first, last = days
    if last < first:
        raise NoDays
    rule = recurring.weekly_rule(weekdays, last)
    return plan_by_rule(activity, rule, first, begins, minutes, by=by, at=at)
