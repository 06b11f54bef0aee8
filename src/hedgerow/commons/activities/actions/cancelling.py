"""Sessions of a series cancelled together, and held after all."""

from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.errors import NotCancelled, NotInSeries
from hedgerow.commons.activities.models import Session
from hedgerow.foundation import journal
from hedgerow.foundation.journal.queries import facts_about
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import belonging, planning
from .belonging import BATCH
from .changing import Scope
from .sessions import locked

CANCELLED = "activities.sessions_cancelled"


@transaction.atomic
def cancel_series(
    session: Session, reason: str, scope: Scope, *, by: Actor, at: datetime
) -> Outcome:
    """Cancel a session, with those of its series that follow, or with all that are still to come.

    What began or is marked stays. Raises NotInSeries and what ``cancel_sessions`` raises.
    """
    row = locked(session, by)
    wanted = {row.pk}
    if scope != "one":
        if row.series_id is None:
            raise NotInSeries
        rows = Session.objects.filter(series=row.series_id, state=Session.State.PLANNED)
        rows = rows.filter(starts_at__gt=at)
        if scope == "following":
            rows = rows.filter(starts_at__gte=row.starts_at)
        wanted |= set(rows.values_list("pk", flat=True))
    told = [{"session_id": pk, "reason": reason} for pk in sorted(wanted)]
    return planning.cancel_sessions(row.ecosystem, told, by=by, at=at)


@transaction.atomic
def undo_cancellations(session: Session, *, by: Actor, at: datetime) -> int:
    """Plan again a cancelled session and those that were cancelled with it; return how many.

    Raises NotFound, NotPermitted or NotCancelled.
    """
    row = locked(session, by)
    if row.state != Session.State.CANCELLED:
        raise NotCancelled
    about = ("activities.session", row.uuid)
    facts = facts_about(about, ecosystems=[row.ecosystem_id], limit=1).rows
    uuids = {row.uuid}
    if facts and facts[0].kind == CANCELLED:
        uuids |= {uuid for kind, uuid in facts[0].subjects if kind == "activities.session"}
    rows = list(
        Session.objects.select_for_update().filter(
            activity=row.activity_id, uuid__in=uuids, state=Session.State.CANCELLED
        )
    )
    for one in rows:
        one.revise(None, state=Session.State.PLANNED, reason="")
    Session.objects.bulk_update(rows, ["state", "reason", "revision"], BATCH)
    belonging.touch("delivery", row.ecosystem, (one.day for one in rows))
    journal.record(
        "activities.cancellation_undone", by=by, at=at, ecosystem=row.ecosystem_id,
        subjects=[("activities.session", one.uuid) for one in rows],
    )  # fmt: skip
    return len(rows)
