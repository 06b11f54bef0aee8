"""A register on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.ecosystems.clock import on_the_wall
from hedgerow.commons.people.sight import not_barred
from hedgerow.foundation.permissions import Actor

ACROSS = 8


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
    names: Sequence[str]


def sheet_of(actor: Actor, activity: Activity) -> Sheet:
    """Who takes part now, and the first sessions that are not marked yet."""
    planned = Session.objects.filter(activity=activity, state=Session.State.PLANNED)
    moments = list(planned.order_by("starts_at").values_list("starts_at", flat=True))
    places = Enrolment.objects.filter(
        not_barred(actor, "person"), activity=activity, ends=None, person__erased_at=None
    )
    zone = activity.ecosystem.time_zone
    return Sheet(
        activity.ecosystem.slug,
        activity.ecosystem.name,
        activity.uuid,
        activity.title,
        activity.site.name if activity.site else "",
        activity.leader.name if activity.leader else "",
        [on_the_wall(moment, zone) for moment in moments[:ACROSS]],
        max(0, len(moments) - ACROSS),
        list(places.order_by("person__sort_name", "pk").values_list("person__name", flat=True)),
    )
