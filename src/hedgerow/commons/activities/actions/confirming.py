"""Saying that the other side saw it too."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from hedgerow.commons.activities.errors import NotMarked, SameSide
from hedgerow.commons.activities.models import Session
from hedgerow.commons.activities.permissions import CONFIRM_SESSION
from hedgerow.commons.activities.sides import on_same_side
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import revise_all

from . import belonging


@transaction.atomic
def confirm_sessions(
    ecosystem: Ecosystem, session_ids: Sequence[int], *, by: Actor, at: datetime
) -> Outcome:
    """Confirm held sessions for the side that did not mark them; journal once.

    Sessions whose kind needs no confirmation, and those confirmed, stay as they are.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, NotMarked, or
    SameSide for who stands where the one who marked it stands.
    """
    belonging.seen(ecosystem, by)
    sessions = belonging.sessions(ecosystem, session_ids, by)
    belonging.permitted(Session.objects.confirmable_by(by), sessions, CONFIRM_SESSION)
    waiting = [row for row in sessions.values() if _waits(row)]
    if not by.steward and on_same_side(waiting, by.person_id):
        raise SameSide
    if waiting:
        revise_all(waiting, confirmed_by_id=by.person_id, confirmed_at=at)
        belonging.touch("delivery", ecosystem, (session.day for session in waiting))
        journal.record(
            "activities.sessions_confirmed",
            by=by,
            at=at,
            ecosystem=ecosystem.pk,
            subjects=[("activities.session", session.uuid) for session in waiting],
            payload={"sessions": len(waiting)},
        )
    return Outcome(0, len(waiting), len(sessions) - len(waiting))


def _waits(session: Session) -> bool:
    if session.state != Session.State.HELD:
        raise NotMarked
    return session.activity.kind.needs_confirmation and session.confirmed_at is None
