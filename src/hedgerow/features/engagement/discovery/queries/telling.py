"""What everybody may see of an ecosystem's opportunities, for programs that follow them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import F, QuerySet

from hedgerow.commons.activities.models import Session
from hedgerow.commons.ecosystems.clock import day_in, first_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.discovery.queries.conditions import not_over
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

MOST = 2_000
MEETINGS = 3_000
NEWEST = 50
BEFORE = timedelta(days=90)
READ = ("ecosystem", "kind", "organisation", "site")


def told(ecosystem: Ecosystem | None) -> QuerySet[Opportunity]:
    """What is open or closed, and shown to everybody; None: in every ecosystem."""
    shown = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    rows = Opportunity.objects.visible_to(Actor.public()).filter(state__in=shown)
    rows = rows if ecosystem is None else rows.filter(ecosystem=ecosystem)
    return rows.prefetch_related(*READ)


def dated(ecosystem: Ecosystem | None, now: datetime) -> QuerySet[Opportunity]:
    """What has a day, from a while ago on, in order."""
    since = now - BEFORE
    day = first_day_anywhere(since) if ecosystem is None else day_in(ecosystem, since)
    rows = told(ecosystem).filter(not_over(day)).exclude(starts=None)
    return rows.order_by("starts", "pk")[:MOST]


def meetings(rows: Iterable[Opportunity], now: datetime) -> Mapping[int, Sequence[Session]]:
    """Sessions of what goes on for several days, by activity, from a while ago on. One query."""
    several = [
        row.activity_id for row in rows if row.activity_id and row.ends not in (None, row.starts)
    ]
    near = Session.objects.visible_to(Actor.public()).filter(
        activity__in=several, starts_at__gt=now - BEFORE
    )
    near = near.exclude(ecosystem__closed_on__isnull=False, day__gt=F("ecosystem__closed_on"))
    found: dict[int, list[Session]] = defaultdict(list)
    for one in near.order_by("starts_at", "pk")[:MEETINGS]:
        found[one.activity_id].append(one)
    return found


def newest(ecosystem: Ecosystem | None) -> QuerySet[Opportunity]:
    """What was offered last."""
    return told(ecosystem).order_by("-created_at", "-pk")[:NEWEST]
