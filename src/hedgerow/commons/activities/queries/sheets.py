"""A register on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.activities.venues import venue
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor

from .absences import away_at

ACROSS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A learner, and of each session whether it was told ahead that the learner does not come."""

    name: str
    away: Sequence[bool]

    @property
    def is_away(self) -> bool:
        return any(self.away)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Names down, sessions across; ``left`` sessions found no room on it."""

    slug: str
    network: str
    activity: UUID
    title: str
    site: str
    leader: str
    sessions: Sequence[datetime]
    left: int
    names: Sequence[Row]


def sheet_of(actor: Actor, activity: Activity) -> Sheet:
    """Who takes part now, and the first sessions that are not marked yet; for who may mark.

    It says who was told not to come.
    """
    planned = Session.objects.filter(activity=activity, state=Session.State.PLANNED)
    sessions = list(planned.order_by("starts_at", "pk"))
    shown = sessions[:ACROSS]
    away = away_at(shown)
    places = Enrolment.objects.filter(
        not_barred(actor, "person"), activity=activity, ends=None, person__erased_at=None
    ).order_by("person__sort_name", "pk")
    people = [one.person for one in places.select_related("person")]
    names = told_apart(actor, activity.ecosystem, people, closely=True)
    zone = activity.ecosystem.time_zone
    return Sheet(
        activity.ecosystem.slug,
        activity.ecosystem.said("name"),
        activity.uuid,
        activity.said("title"),
        venue(activity),
        activity.leader.name if activity.leader else "",
        [on_the_wall(one.starts_at, zone) for one in shown],
        max(0, len(sessions) - ACROSS),
        [Row(names[who.pk], [who.pk in away[one.pk] for one in shown]) for who in people],
    )
