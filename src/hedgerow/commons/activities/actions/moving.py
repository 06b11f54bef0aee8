"""Holding a planned session at another time."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import (
    AlreadyMarked,
    OutsideActivity,
    SessionCancelled,
    SessionThere,
)
from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from . import belonging
from .sessions import locked


@transaction.atomic
def move_session(
    session: Session, starts_at: datetime, *, by: Actor, at: datetime, revision: int | None = None
) -> Session:
    """Move a planned session to begin at ``starts_at`` (aware); its length stays.

    Raises NotFound, NotPermitted, SessionCancelled, AlreadyMarked, OutsideActivity, SessionThere
    or Stale.
    """
    row = locked(session, by, revision)
    day = day_in(row.ecosystem, starts_at)
    _check(row, starts_at)
    if not rules.covers((row.activity.starts, row.activity.ends), day):
        raise OutsideActivity(day=day.isoformat(), activity=row.activity.said("title"))
    days = {row.day, day}
    if row.revise(None, starts_at=starts_at, day=day):
        row.own = row.series_id is not None
        row.save()
        belonging.touch("delivery", row.ecosystem, days)
        journal.record(
            "activities.session_moved",
            by=by,
            at=at,
            ecosystem=row.ecosystem_id,
            subjects=[("activities.session", row.uuid)],
            payload={"starts_at": starts_at.isoformat()},
        )
    return row


def _check(row: Session, starts_at: datetime) -> None:
    if row.state == Session.State.CANCELLED:
        raise SessionCancelled
    if row.state == Session.State.HELD:
        raise AlreadyMarked
    others = Session.objects.filter(activity=row.activity_id, starts_at=starts_at)
    if others.exclude(pk=row.pk).exists():
        raise SessionThere
