"""Acts on the sessions of one activity: a series, a substitute, a cancellation and its undoing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hedgerow.commons.activities.errors import (
    CannotLead,
    NotCancelled,
    SessionCancelled,
    SessionThere,
)
from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.activities.queries.names import places_on
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import bars_of
from hedgerow.foundation import journal
from hedgerow.foundation.errors import NotFound, Stale
from hedgerow.foundation.permissions import Actor

from . import belonging, planning


@transaction.atomic
def plan_session(
    activity: Activity, starts_at: datetime, minutes: int, *, by: Actor, at: datetime
) -> Session:
    """Plan one session; raises SessionThere and what ``plan_sessions`` raises."""
    there = Session.objects.visible_to(by).filter(activity=activity, starts_at=starts_at)
    if there.exists():
        raise SessionThere
    row = {"activity_id": activity.pk, "starts_at": starts_at, "minutes": minutes}
    planning.plan_sessions(activity.ecosystem, [row], by=by, at=at)
    return there.get()


@transaction.atomic
def cancel_session(
    session: Session, reason: str, *, by: Actor, at: datetime, revision: int | None = None
) -> Session:
    """Cancel one session; raises Stale and what ``cancel_sessions`` raises."""
    row = locked(session, by, revision)
    wanted = [{"session_id": row.pk, "reason": reason}]
    planning.cancel_sessions(row.ecosystem, wanted, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def undo_cancellation(session: Session, *, by: Actor, at: datetime) -> Session:
    """Plan a cancelled session again; raises NotFound, NotPermitted or NotCancelled."""
    row = locked(session, by)
    if row.state != Session.State.CANCELLED:
        raise NotCancelled
    row.revise(None, state=Session.State.PLANNED, reason="")
    _save(row, "activities.cancellation_undone", [], row.ecosystem, by, at)
    return row


@transaction.atomic
def substitute(
    session: Session,
    person: Person | None,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
) -> Session:
    """Have somebody lead this session in the leader's place, who may then mark it; None ends that.

    Raises NotFound, NotPermitted, SessionCancelled, CannotLead or Stale.
    """
    row = locked(session, by, revision)
    if row.state == Session.State.CANCELLED:
        raise SessionCancelled
    pk = person.pk if person else None
    if person and bars_of(person.pk).filter(learner__in=places_on(row).values("person")).exists():
        raise CannotLead(name=person.name)
    belonging.persons(row.ecosystem, [pk], by, EDIT_ACTIVITIES)
    if row.revise(None, substitute_id=pk):
        about = [("people.person", person.uuid)] if person else []
        _save(row, "activities.substituted", about, row.ecosystem, by, at)
    return row


def locked(session: Session, by: Actor, revision: int | None = None) -> Session:
    """The session, locked, for somebody who runs it; raises NotFound, NotPermitted or Stale."""
    rows = Session.objects.visible_to(by).select_for_update(of=("self",))
    row = rows.select_related("ecosystem", "activity").filter(pk=session.pk).first()
    if row is None:
        raise NotFound
    belonging.permitted(Session.objects.markable_by(by), [row.pk], EDIT_ACTIVITIES)
    if revision is not None and revision != row.revision:
        raise Stale
    return row


def _save(
    row: Session,
    kind: str,
    about: list[tuple[str, UUID]],
    ecosystem: Ecosystem,
    by: Actor,
    at: datetime,
) -> None:
    row.save()
    belonging.touch("delivery", ecosystem, [row.day])
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("activities.session", row.uuid), *about],
    )
