"""Sessions of a series changed: this one, this and those that follow, or all still to come."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, Literal

from django.db import transaction

from hedgerow.commons.activities import recurring
from hedgerow.commons.activities.errors import (
    AlreadyMarked,
    NoDays,
    NotInSeries,
    OutsideActivity,
    SessionCancelled,
    SessionThere,
)
from hedgerow.commons.activities.models import Room, Series, Session
from hedgerow.commons.activities.rules import covers
from hedgerow.commons.ecosystems.clock import day_in, on_the_wall
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import planning, regrowing, rooms
from .sessions import locked
from .snapshots import Snapshot, state_of, state_of_series, tell

Scope = Literal["one", "following", "all"]
CHANGED: Final = "activities.series_changed"
ONE_CHANGED: Final = "activities.session_changed"
UNDONE: Final = "activities.series_change_undone"
PLANNED: Final = "activities.series_planned"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a session should be: begin at an aware moment, last so long, be in that room or none."""

    starts_at: datetime
    minutes: int
    room: Room | None = None


@transaction.atomic
def change_session(
    session: Session, wanted: Wanted, *, by: Actor, at: datetime, revision: int | None = None
) -> Session:
    """Change one planned session; of a series it then goes its own way.

    Raises NotFound, NotPermitted, Stale, SessionCancelled, AlreadyMarked, OutsideActivity,
    SessionThere or Invalid.
    """
    row = locked(session, by, revision)
    _check(row, wanted)
    others = Session.objects.filter(activity=row.activity_id, starts_at=wanted.starts_at)
    if others.exclude(pk=row.pk).exists():
        raise SessionThere
    day, kept = day_in(row.ecosystem, wanted.starts_at), Snapshot()
    if not covers((row.activity.starts, row.activity.ends), day):
        raise OutsideActivity(day=day.isoformat(), activity=row.activity.said("title"))
    before, days = state_of(row), {row.day, day}
    values: dict[str, Any] = {
        "starts_at": wanted.starts_at, "day": day, "minutes": wanted.minutes,
        "room_id": wanted.room.pk if wanted.room else None,
    }  # fmt: skip
    if row.revise(None, **values):
        row.own = row.series_id is not None
        row.save()
        kept.sessions.append((row.uuid, before, row.revision))
        tell(ONE_CHANGED, row.activity, kept, days, by, at)
    return row


def change_series(
    session: Session,
    wanted: Wanted,
    scope: Scope,
    *,
    by: Actor,
    at: datetime,
    rule: str = "",
    revision: int | None = None,
) -> Outcome:
    """Change the sessions of a series that are still to come, as ``session`` is to change.

    ``following`` are this and those after it, which become a series of their own; ``all`` are
    those before it too. They move by as many days as this one, to its time by local clocks; a
    ``rule`` recurs from this session's day on by other days. What began, is marked, cancelled or
    was changed by itself stays as it is; new days on holidays and outside terms are left out.
    The rule is read before anything is locked.

    Raises NotInSeries, NoDays, and what ``change_session`` raises.
    """
    if rule and scope != "one":
        there, first = session.ecosystem, day_in(session.ecosystem, wanted.starts_at)
        begins = on_the_wall(wanted.starts_at, there.time_zone).time()
        rule, days = regrowing.read(rule, first, there, begins)
        if not days:
            raise NoDays
    return _changed(session, wanted, scope, rule, by, at, revision)


@transaction.atomic
def _changed(
    session: Session, wanted: Wanted, scope: Scope, rule: str, by: Actor, at: datetime,
    revision: int | None,
) -> Outcome:  # fmt: skip
    row = locked(session, by, revision)
    if scope == "one":
        change_session(row, wanted, by=by, at=at)
        return Outcome(0, 1, 0)
    if row.series_id is None or row.slot is None:
        raise NotInSeries
    _check(row, wanted)
    series = Series.objects.select_for_update().get(pk=row.series_id)
    kept = Snapshot()
    days = set(Session.objects.filter(series=series).values_list("day", flat=True))
    if row.slot > series.starts and (scope == "following" or rule):
        series = _parted(series, row.slot, kept)
    else:
        kept.series.append((series.uuid, state_of_series(series)))
    _set(series, row, wanted, rule)
    grown = regrowing.regrow(series, by.origin, at, kept)
    if not Session.objects.filter(series=series).exists():
        raise NoDays
    days |= {one.day for one in (*grown.changed, *grown.new)}
    tell(CHANGED, row.activity, kept, days, by, at)
    return Outcome(len(grown.new), len(grown.changed), grown.left)


def _check(row: Session, wanted: Wanted) -> None:
    if row.state == Session.State.CANCELLED:
        raise SessionCancelled
    if row.state == Session.State.HELD:
        raise AlreadyMarked
    planning.length(wanted.minutes)
    rooms.check(row.ecosystem, wanted.room)


def _parted(series: Series, slot: date, kept: Snapshot) -> Series:
    """The series from that slot on, as one of its own; the sessions go along."""
    kept.series.append((series.uuid, state_of_series(series)))
    before, after = recurring.parted(series.rule, series.starts, slot)
    theirs = Session.objects.filter(series=series, slot__gte=slot)
    moved = [(row, state_of(row)) for row in theirs.order_by("pk")]
    series.rule = before
    series.revision += 1
    series.save()
    values = {name: getattr(series, name) for name in ("begins", "minutes", "shift", "origin")}
    later = Series.objects.create(
        ecosystem=series.ecosystem, activity=series.activity, rule=after, starts=slot,
        room_id=series.room_id, **values,
    )  # fmt: skip
    kept.series.append((later.uuid, None))
    theirs.update(series=later)
    kept.sessions += [(row.uuid, stood, row.revision) for row, stood in moved]
    return later


def _set(series: Series, row: Session, wanted: Wanted, rule: str) -> None:
    """Have the series recur as the session is to be."""
    began = on_the_wall(wanted.starts_at, row.ecosystem.time_zone)
    day = day_in(row.ecosystem, wanted.starts_at)
    if rule:
        series.rule, series.starts, series.shift = rule, day, 0
    elif row.slot is not None:
        series.shift = (day - row.slot).days
    series.begins = time(began.hour, began.minute)
    series.minutes, series.room = wanted.minutes, wanted.room
    series.revision += 1
    series.save()
