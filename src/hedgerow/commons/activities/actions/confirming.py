"""Saying that the other side saw it too."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hedgerow.commons.activities import rules
from hedgerow.commons.activities.errors import NotMarked, SameSide
from hedgerow.commons.activities.models import Delivery, Session
from hedgerow.commons.activities.permissions import CONFIRM_SESSION
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from . import belonging
from .belonging import BATCH

Sites = Mapping[int, set[int]]
"""Organisations by person: where each holds a role now."""


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
    _check_sides(ecosystem, waiting, by)
    for session in waiting:
        session.revise(None, confirmed_by_id=by.person_id, confirmed_at=at)
    Session.objects.bulk_update(waiting, ["confirmed_by", "confirmed_at", "revision"], BATCH)
    if waiting:
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


def _check_sides(ecosystem: Ecosystem, sessions: Iterable[Session], by: Actor) -> None:
    """Raise SameSide for a session that the actor's own side marked. The steward is on none."""
    if by.steward:
        return
    rows = list(sessions)
    people = {row.marked_by_id for row in rows} | {by.person_id}
    sites = _sites(ecosystem, people)
    delivering = _delivering(row.activity_id for row in rows)
    for row in rows:
        mine = sides(row, by.person_id, sites, delivering)
        theirs = sides(row, row.marked_by_id, sites, delivering)
        if row.marked_by_id == by.person_id or not rules.may_confirm(theirs, mine):
            raise SameSide


def sides(
    session: Session, person: int | None, sites: Sites, delivering: Mapping[int, set[int]]
) -> set[str]:
    """On which sides of a session a person stands; marks that nobody signed are the deliverer's."""
    if person is None:
        return {"delivering"}
    activity, found = session.activity, set()
    leads = person in (activity.leader_id, session.substitute_id)
    if leads or sites.get(person, set()) & delivering.get(activity.pk, set()):
        found.add("delivering")
    if activity.site_id in sites.get(person, set()):
        found.add("receiving")
    return found


def _sites(ecosystem: Ecosystem, people: Iterable[int | None]) -> Sites:
    found: dict[int, set[int]] = {}
    held = Assignment.objects.filter(
        Q(ends__isnull=True), ecosystem=ecosystem, organisation__isnull=False
    )
    for some in belonging.parts(pk for pk in people if pk is not None):
        rows = held.filter(person__in=some).values_list("person_id", "organisation_id")
        for person, organisation in rows:
            found.setdefault(person, set()).add(organisation)
    return found


def _delivering(activities: Iterable[int]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = {}
    for some in belonging.parts(activities):
        rows = Delivery.objects.filter(activity__in=some)
        for activity, organisation in rows.values_list("activity_id", "organisation_id"):
            found.setdefault(activity, set()).add(organisation)
    return found
