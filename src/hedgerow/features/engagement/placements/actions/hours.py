"""Hours of a placement, entered by the day until the host confirms them."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.placements import rules
from hedgerow.features.engagement.placements.errors import (
    AlreadyDecided,
    DayOutside,
    OwnChildHours,
    TooManyHours,
)
from hedgerow.features.engagement.placements.kin import is_own_child
from hedgerow.features.engagement.placements.models import HoursEntry, Placement
from hedgerow.features.engagement.placements.permissions import ARRANGE
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .common import State, locked, part_in, require_state, tell

LOGGING: tuple[rules.Part, ...] = ("learner", "school", "convener")
Entry = HoursEntry.State


@transaction.atomic
def log_hours(
    placement: Placement,
    day: date,
    *,
    by: Actor,
    at: datetime,
    done: str,
    minutes: int | None = None,
    begins: time | None = None,
    ends: time | None = None,
) -> HoursEntry:
    """Enter what was done on a day, by minutes or from when to when.

    Raises NotFound, NotPermitted, OwnChildHours, WrongState, DayOutside, TooManyHours or Invalid.
    """
    row = locked(placement, by)
    require_entering(row, by)
    require_state(row, State.RUNNING, State.ENDED, State.STOPPED)
    spent = _minutes(minutes, begins, ends)
    check_day(row, day, spent, done, at)
    entry = HoursEntry.objects.create(
        ecosystem_id=row.ecosystem_id, placement=row, day=day, begins=begins, minutes=spent,
        done=done.strip(), logged_by_id=by.person_id, logged_at=at,
    )  # fmt: skip
    tell("hours_logged", row, by, at, day=day.isoformat(), minutes=spent)
    return entry


@transaction.atomic
def change_hours(
    entry: HoursEntry, *, by: Actor, at: datetime, revision: int | None = None, **changes: Any
) -> HoursEntry:
    """Change an entry that is not confirmed: ``day``, ``minutes`` or times, ``done``. It waits anew.

    Raises NotFound, NotPermitted, OwnChildHours, AlreadyDecided, DayOutside, TooManyHours, Stale or
    Invalid.
    """
    row, one = locked_entry(entry, by)
    require_entering(row, by)
    if one.state == Entry.CONFIRMED:
        raise AlreadyDecided
    times = changes.pop("minutes", None), changes.pop("begins", None), changes.pop("ends", None)
    if any(times):
        changes["minutes"], changes["begins"] = _minutes(*times), times[1]
    said = {name: changes.get(name, getattr(one, name)) for name in ("day", "minutes", "done")}
    check_day(row, said["day"], said["minutes"], said["done"], at, but=one)
    changed = one.revise(revision, **changes)
    if changed or one.state == Entry.DISPUTED:
        one.state, one.decided_by, one.decided_at = Entry.CLAIMED, None, None
        one.logged_by_id, one.logged_at = by.person_id, at
        one.save()
        tell("hours_changed", row, by, at, day=one.day.isoformat(), minutes=one.minutes)
    return one


@transaction.atomic
def remove_hours(entry: HoursEntry, *, by: Actor, at: datetime) -> None:
    """Take back an entry that is not confirmed.

    Raises NotFound, NotPermitted, OwnChildHours or AlreadyDecided.
    """
    row, one = locked_entry(entry, by)
    require_entering(row, by)
    if one.state == Entry.CONFIRMED:
        raise AlreadyDecided
    tell("hours_removed", row, by, at, day=one.day.isoformat(), minutes=one.minutes)
    one.delete()


def require_entering(row: Placement, by: Actor) -> None:
    """Raise NotPermitted, or OwnChildHours for who would enter hours of their own child."""
    part_in(row, by, LOGGING, ARRANGE)
    if is_own_child(by, row):
        raise OwnChildHours


def _minutes(minutes: int | None, begins: time | None, ends: time | None) -> int:
    if minutes is None and begins is not None and ends is not None:
        minutes = rules.minutes_between(begins, ends)
    if minutes is None or minutes < 1:
        raise Invalid({"minutes": [_("Enter minutes, or from when to when.")]})
    return minutes


def check_day(
    row: Placement, day: date, minutes: int, done: str, at: datetime,
    but: HoursEntry | None = None,
) -> None:  # fmt: skip
    assert row.starts is not None and row.ends is not None  # noqa: S101, PT018 - a constraint
    if not row.starts <= day <= min(row.ends, day_in(row.ecosystem, at)):
        raise DayOutside(day=day.isoformat())
    if not done.strip():
        raise Invalid({"done": [_("Write in a few words what was done.")]})
    check_lengths(HoursEntry, {"done": done})
    others = row.hours.filter(day=day).exclude(pk=but.pk if but else 0)
    if (others.aggregate(sum=Sum("minutes"))["sum"] or 0) + minutes > rules.MOST_A_DAY:
        raise TooManyHours


def locked_entry(entry: HoursEntry, by: Actor) -> tuple[Placement, HoursEntry]:
    seen = HoursEntry.objects.visible_to(by).select_related("placement").filter(pk=entry.pk).first()
    if seen is None:
        raise NotFound
    placement = locked(seen.placement, by)
    return placement, HoursEntry.objects.select_for_update().get(pk=seen.pk)
