"""What everybody may see of an ecosystem's opportunities, for programs that follow them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.discovery.queries.conditions import not_over
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.permissions import Actor

MOST = 2_000
NEWEST = 50
BEFORE = timedelta(days=90)
READ = ("ecosystem", "kind", "organisation", "site")


def told(ecosystem: Ecosystem) -> QuerySet[Opportunity]:
    """What is open or closed, and shown to everybody."""
    shown = (Opportunity.State.OPEN, Opportunity.State.CLOSED)
    rows = Opportunity.objects.visible_to(Actor.public()).filter(ecosystem=ecosystem)
    return rows.filter(state__in=shown).prefetch_related(*READ)


def dated(ecosystem: Ecosystem, now: datetime) -> QuerySet[Opportunity]:
    """What has a day, from a while ago on, in order."""
    since = day_in(ecosystem, now - BEFORE)
    rows = told(ecosystem).filter(not_over(since)).exclude(starts=None)
    return rows.order_by("starts", "pk")[:MOST]


def newest(ecosystem: Ecosystem) -> QuerySet[Opportunity]:
    """What was offered last."""
    return told(ecosystem).order_by("-created_at", "-pk")[:NEWEST]
