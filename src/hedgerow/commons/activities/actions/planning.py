"""Saying when: sessions planned and cancelled."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import AlreadyMarked, OutsideActivity
from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.activities.permissions import EDIT_ACTIVITIES
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import belonging
from .belonging import BATCH

Row = Mapping[str, Any]
LONGEST = 1440


@transaction.atomic
def plan_sessions(ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime) -> Outcome:
    """Plan sessions, recognised by activity and beginning; journal once.

    Each row maps ``activity_id``, ``starts_at`` (aware) and ``minutes``. A session that is known
    gets the new length unless it was cancelled, which it then stays.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, Invalid,
    OutsideActivity, or AlreadyMarked where the length of a marked session would change.
    """
    new, changed, unchanged = planned(ecosystem, rows, by=by)
    _tell("activities.sessions_planned", [*new, *changed], ecosystem, by, at)
    return Outcome(len(new), len(changed), unchanged)


def planned(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor
) -> tuple[list[Session], list[Session], int]:
    """Write what ``plan_sessions`` plans, in the caller's transaction and untold.

    Returns the new, the changed, and how many are as they were.
    """
    belonging.seen(ecosystem, by)
    wanted = {(row["activity_id"], row["starts_at"]): row["minutes"] for row in rows}
    of = belonging.activities(ecosystem, (pk for pk, _starts in wanted), by)
    belonging.permitted(Activity.objects.open_to(by, EDIT_ACTIVITIES), of, EDIT_ACTIVITIES)
    known = _known(of)
    new: list[Session] = []
    changed: list[Session] = []
    for (activity_id, starts_at), minutes in wanted.items():
        session = known.get((activity_id, starts_at))
        if session is None:
            new.append(_planned(ecosystem, of[activity_id], starts_at, minutes, by))
        elif session.state != Session.State.CANCELLED and session.minutes != minutes:
            if session.state == Session.State.HELD:
                raise AlreadyMarked
            session.revise(None, minutes=length(minutes))
            changed.append(session)
    Session.objects.bulk_create(new, BATCH)
    Session.objects.bulk_update(changed, ["minutes", "revision"], BATCH)
    return new, changed, len(wanted) - len(new) - len(changed)


def permitted(activity: Activity, by: Actor) -> None:
    """Raise NotFound or NotPermitted for who may not plan sessions of the activity."""
    belonging.activities(activity.ecosystem, [activity.pk], by)
    belonging.permitted(
        Activity.objects.open_to(by, EDIT_ACTIVITIES), [activity.pk], EDIT_ACTIVITIES
    )


def _known(activities: Iterable[int]) -> dict[tuple[int, datetime], Session]:
    known: dict[tuple[int, datetime], Session] = {}
    for some in belonging.parts(activities):
        rows = Session.objects.select_for_update().filter(activity__in=some)
        known |= {(row.activity_id, row.starts_at): row for row in rows}
    return known


def _planned(
    ecosystem: Ecosystem, activity: Activity, starts_at: datetime, minutes: int, by: Actor
) -> Session:
    day = day_in(ecosystem, starts_at)
    if not rules.covers((activity.starts, activity.ends), day):
        raise OutsideActivity(day=day.isoformat(), activity=activity.said("title"))
    return Session(
        ecosystem=ecosystem,
        activity=activity,
        day=day,
        starts_at=starts_at,
        minutes=length(minutes),
        origin=by.origin,
    )


def length(minutes: int) -> int:
    """The length of a session; raises Invalid for less than a minute or more than a day."""
    if not 1 <= minutes <= LONGEST:
        raise Invalid({"minutes": [_("A session lasts between a minute and a day.")]})
    return minutes


@transaction.atomic
def cancel_sessions(
    ecosystem: Ecosystem, rows: Sequence[Row], *, by: Actor, at: datetime
) -> Outcome:
    """Cancel sessions, each with a reason that those enrolled may read; journal once.

    Each row maps ``session_id`` and ``reason``.

    Raises NotFound for outsiders and what is not of the ecosystem, NotPermitted, Invalid without
    a reason, or AlreadyMarked.
    """
    belonging.seen(ecosystem, by)
    reasons = {row["session_id"]: str(row["reason"]).strip() for row in rows}
    of = belonging.sessions(ecosystem, reasons, by)
    belonging.permitted(Session.objects.markable_by(by), of, EDIT_ACTIVITIES)
    changed: list[Session] = []
    for pk, reason in reasons.items():
        if not reason:
            raise Invalid({"reason": [_("Say why it is cancelled: those enrolled will read it.")]})
        if of[pk].state == Session.State.HELD:
            raise AlreadyMarked
        if of[pk].revise(None, state=Session.State.CANCELLED, reason=reason[:200]):
            changed.append(of[pk])
    Session.objects.bulk_update(changed, ["state", "reason", "revision"], BATCH)
    _tell("activities.sessions_cancelled", changed, ecosystem, by, at)
    return Outcome(0, len(changed), len(of) - len(changed))


def _tell(
    kind: str, sessions: Sequence[Session], ecosystem: Ecosystem, by: Actor, at: datetime
) -> None:
    """One fact for the set, and its months dirty; neither where nothing differed."""
    if not sessions:
        return
    belonging.touch("delivery", ecosystem, (session.day for session in sessions))
    journal.record(
        kind,
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("activities.session", session.uuid) for session in sessions],
        payload={"sessions": len(sessions)},
    )
