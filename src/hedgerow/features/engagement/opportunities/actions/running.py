"""The activity as which an opportunity runs: made when it opens, kept like it afterwards."""

from datetime import datetime
from typing import Any

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Activity, Kind, Session
from hedgerow.commons.ecosystems.clock import day_in, moment_of
from hedgerow.commons.ecosystems.told import shortened
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

from .authority import through


def run(row: Opportunity, by: Actor, at: datetime) -> None:
    """Make the activity, or bring it up to what the opportunity says; the caller saves the row."""
    if not row.takes_signups:
        return
    held = through(row, by)
    values = _values(row, held, at)
    if row.activity is None:
        row.activity = activities.offer_activity(row.ecosystem, values, by=held, at=at)
    else:
        values.pop("starts" if row.starts is None else "", None)
        activities.edit_activity(row.activity, values, by=held, at=at)
    _hold(row, row.activity, held, at)


def end(row: Opportunity, by: Actor, at: datetime, *, closed: bool) -> None:
    """Have the activity take nobody, or take people again."""
    if row.activity is not None:
        state = Activity.State.CLOSED if closed else Activity.State.OPEN
        activities.edit_activity(row.activity, {"state": state}, by=through(row, by), at=at)


def _values(row: Opportunity, by: Actor, at: datetime) -> dict[str, Any]:
    starts = row.starts or day_in(row.ecosystem, at)
    return {
        "kind_id": _kind(row, by, at).pk,
        "title": row.title,
        "summary": row.summary[:2000],
        "told": shortened(row.told, Activity),
        "site_id": row.site_id,
        "leader_id": row.leader_id,
        "delivered_by": [row.organisation_id] if row.organisation_id else [],
        "starts": starts,
        "ends": row.ends or row.starts,
        "minimum_minutes": row.minimum_minutes,
        "public": row.sight == Opportunity.Sight.PUBLIC,
        "items": list(row.items.values_list("pk", flat=True)),
        "state": Activity.State.OPEN,
    }


def _kind(row: Opportunity, by: Actor, at: datetime) -> Kind:
    """The kind of activity that the opportunity's kind names, else that of the same key, else a new one."""
    if row.kind.activity_kind is not None:
        return row.kind.activity_kind
    alike = Kind.objects.filter(ecosystem=row.ecosystem, key=row.kind.key)
    if not alike.exists():
        new = {
            "key": row.kind.key,
            "name": row.kind.name,
            "told": row.kind.told,
            "minimum_minutes": row.kind.minimum_minutes,
        }
        activities.save_kinds(row.ecosystem, [new], by=by, at=at)
    return alike.get()


def _hold(row: Opportunity, activity: Activity, by: Actor, at: datetime) -> None:
    """Plan the one session of what takes place once, or move it; others are planned by hand."""
    if row.starts is None or row.begins is None or row.minutes is None:
        return
    if row.ends not in (None, row.starts):
        return
    begins = moment_of(row.ecosystem, row.starts, row.begins)
    sessions = list(Session.objects.filter(activity=activity)[:2])
    if not sessions:
        activities.plan_session(activity, begins, row.minutes, by=by, at=at)
    elif len(sessions) == 1 and _may_move(sessions[0], begins):
        activities.move_session(sessions[0], begins, by=by, at=at)


def _may_move(session: Session, begins: datetime) -> bool:
    return session.state == Session.State.PLANNED and session.starts_at != begins
