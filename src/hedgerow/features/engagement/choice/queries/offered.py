"""Opportunities that a round can offer."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.ecosystems.clock import today
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import with_places
from hedgerow.foundation.permissions import Actor

from ..models import Offer, Round


def offered_here(actor: Actor, row: Round) -> QuerySet[Opportunity]:
    """What the actor sees open in the round's ecosystem and is not over."""
    rows = Opportunity.objects.visible_to(actor).filter(ecosystem=row.ecosystem_id)
    day = today(row.ecosystem)
    over = Q(ends__lt=day) | Q(ends__isnull=True, starts__lt=day)
    return rows.filter(state=Opportunity.State.OPEN).exclude(over).order_by("title", "pk")


def to_take(actor: Actor, row: Round) -> QuerySet[Opportunity]:
    """Those with a bound of places that the round does not offer yet, with ``places_left``."""
    there = Offer.objects.filter(round=row, opportunity__isnull=False)
    rows = offered_here(actor, row).filter(capacity__isnull=False)
    free = rows.exclude(pk__in=there.values("opportunity")).select_related("organisation")
    return with_places(free)  # type: ignore[arg-type]  # made by the same queryset


def opportunities_in(actor: Actor, row: Round) -> dict[int, UUID]:
    """Those that the round offers and the actor may look at, by key."""
    there = Offer.objects.filter(round=row, opportunity__isnull=False)
    rows = Opportunity.objects.visible_to(actor).filter(pk__in=there.values("opportunity"))
    return dict(rows.values_list("pk", "uuid"))
