"""The waiting list: places that become free are offered to who came first, and passed on.

Whoever changes who holds a place holds the opportunity's lock; ``taken`` is kept within the capacity
by the database too.
"""

from datetime import datetime, timedelta

from hedgerow.commons.activities.models import Activity
from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.features.engagement.opportunities import rules
from hedgerow.features.engagement.opportunities.giving import is_held
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.queries.places import places_left
from hedgerow.foundation import jobs

from . import telling
from .authority import SYSTEM
from .hearing import hear

JOB = "opportunities.tend"
State = SignUp.State


def held(row: Opportunity, change: int) -> None:
    """Note that so many more (or fewer) places are held."""
    row.taken = max(0, row.taken + change)
    row.save(update_fields=["taken"])


def free(row: Opportunity) -> int | None:
    """Places left of a row that is locked; None where there is no bound. Locks its activity too."""
    if row.activity_id is not None:
        list(Activity.objects.select_for_update().filter(pk=row.activity_id).values_list("pk"))
    return places_left(row)


def waiting(row: Opportunity) -> int:
    return SignUp.objects.filter(opportunity=row, state=State.WAITING).count()


def keep(sign_up: SignUp, row: Opportunity, state: str, at: datetime) -> None:
    """Keep a place for an answer: how long it is kept is the opportunity's to say."""
    sign_up.state, sign_up.ended_at = state, None
    sign_up.expires_at = at + timedelta(hours=row.offer_hours)
    sign_up.save()
    slot = f"{sign_up.uuid}:{sign_up.expires_at.isoformat()}"
    jobs.enqueue(JOB, {"opportunity": row.pk}, run_at=sign_up.expires_at, slot=slot)


def over(sign_up: SignUp, state: str, at: datetime) -> None:
    """End somebody's standing; a place that was held is for the caller to count."""
    sign_up.state, sign_up.expires_at, sign_up.ended_at = state, None, at
    sign_up.save()


def pass_on(row: Opportunity, at: datetime) -> list[SignUp]:
    """Offer the places that are free to those who wait longest; journal each offer.

    Not those that are given elsewhere: who waits is asked once that is over.
    """
    today = day_in(row.ecosystem, at)
    if row.state != Opportunity.State.OPEN or rules.is_over(row.starts, row.ends, today):
        return []
    if is_held(row) is not None:
        return []
    left, line = free(row), SignUp.objects.filter(opportunity=row, state=State.WAITING)
    ordered = line.select_related("person").order_by("asked_at", "pk")
    offered = list(ordered if left is None else ordered[: max(0, left)])
    for sign_up in offered:
        keep(sign_up, row, State.OFFERED, at)
        held(row, 1)
        telling.tell_of("place_offered", row, sign_up, by=SYSTEM, at=at)
        hear(row, sign_up, at)
    return offered


def expire(row: Opportunity, at: datetime) -> list[SignUp]:
    """End what was not answered in time, and pass the places on."""
    due = SignUp.objects.filter(
        opportunity=row, state__in=SignUp.ANSWERED_BY_DAY, expires_at__lte=at
    )
    gone = list(due.select_related("person").order_by("expires_at", "pk"))
    for sign_up in gone:
        over(sign_up, State.EXPIRED, at)
        held(row, -1)
        telling.tell_of("place_expired", row, sign_up, by=SYSTEM, at=at)
    pass_on(row, at)
    return gone
