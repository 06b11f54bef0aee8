"""Hours that the host confirms, disputes or corrects, and nobody one's own."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import keep_hours
from hedgerow.features.engagement.placements.errors import (
    AlreadyDecided,
    OwnHours,
)
from hedgerow.features.engagement.placements.models import HoursEntry, Placement
from hedgerow.features.engagement.placements.permissions import HOST
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from .common import locked, part_in, require_not_own_child, tell
from .hours import check_day, locked_entry

Entry = HoursEntry.State


@transaction.atomic
def confirm_hours(placement: Placement, entries: Sequence[int], *, by: Actor, at: datetime) -> int:
    """Confirm entries for the host; they become sessions in which the learner was there.

    Those confirmed already stay as they are. Returns how many are new.

    Raises NotFound, NotPermitted, OwnChild, or OwnHours for what the actor entered.
    """
    row = locked(placement, by)
    require_not_own_child(row, part_in(row, by, ("host", "convener"), HOST), by)
    found = list(row.hours.select_for_update().filter(pk__in=entries).order_by("day", "pk"))
    if len(found) < len(set(entries)):
        raise NotFound
    waiting = [one for one in found if one.state != Entry.CONFIRMED]
    for one in waiting:
        _check_not_own(row, one, by)
        one.state, one.decided_by_id, one.decided_at = Entry.CONFIRMED, by.person_id, at
        one.reason, one.revision = "", one.revision + 1
    if waiting:
        _keep(row, waiting, by, at)
        minutes = sum(one.minutes for one in waiting)
        tell("hours_confirmed", row, by, at, entries=len(waiting), minutes=minutes)
    return len(waiting)


@transaction.atomic
def dispute_hours(entry: HoursEntry, *, by: Actor, at: datetime, reason: str) -> HoursEntry:
    """Say for the host that an entry is not right, and why; whoever entered it may change it.

    Raises NotFound, NotPermitted, OwnChild, AlreadyDecided, OwnHours or Invalid.
    """
    row, one = locked_entry(entry, by)
    require_not_own_child(row, part_in(row, by, ("host", "convener"), HOST), by)
    if one.state == Entry.CONFIRMED:
        raise AlreadyDecided
    _check_not_own(row, one, by)
    _check_reason(reason)
    one.state, one.decided_by_id, one.decided_at = Entry.DISPUTED, by.person_id, at
    one.reason, one.revision = reason, one.revision + 1
    one.save()
    tell("hours_disputed", row, by, at, day=one.day.isoformat(), minutes=one.minutes)
    return one


@transaction.atomic
def correct_hours(
    entry: HoursEntry, minutes: int, *, by: Actor, at: datetime, reason: str
) -> HoursEntry:
    """Correct confirmed minutes for the host or the school, never the learner; journalled.

    Raises NotFound, NotPermitted, OwnChild, WrongState, OwnHours, TooManyHours or Invalid.
    """
    row, one = locked_entry(entry, by)
    require_not_own_child(row, part_in(row, by, ("host", "convener"), HOST), by)
    if one.state != Entry.CONFIRMED:
        raise Invalid({"minutes": [_("Only confirmed hours are corrected; others are changed.")]})
    _check_not_own(row, one, by)
    _check_reason(reason)
    check_day(row, one.day, minutes, one.done, at, but=one)
    before, one.minutes = one.minutes, minutes
    one.decided_by_id, one.decided_at, one.reason = by.person_id, at, reason
    one.revision += 1
    _keep(row, [one], by, at)
    tell("hours_corrected", row, by, at, day=one.day.isoformat(), before=before, minutes=minutes)
    return one


def _keep(row: Placement, entries: Sequence[HoursEntry], by: Actor, at: datetime) -> None:
    """Have the activity hold them; each entry keeps its session."""
    assert row.activity is not None  # noqa: S101 - hours are logged once it began
    rows = [
        {
            "session_id": one.session_id, "person_id": row.learner_id, "day": one.day,
            "begins": one.begins, "minutes": one.minutes,
        }
        for one in entries
    ]  # fmt: skip
    sessions = keep_hours(row.activity, rows, by=by, at=at)
    for one, session in zip(entries, sessions, strict=True):
        one.session = session
        one.save()


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": [_("Say why.")]})
    check_lengths(HoursEntry, {"reason": reason})


def _check_not_own(row: Placement, one: HoursEntry, by: Actor) -> None:
    if by.person_id is not None and by.person_id in (one.logged_by_id, row.learner_id):
        raise OwnHours
