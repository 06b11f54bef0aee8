"""Kinds of opportunity, in the order in which they are chosen."""

from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.opportunities.defaults import USUAL
from hedgerow.features.engagement.opportunities.models import OpportunityKind


def kinds_of(ecosystem: Ecosystem, *, in_use: bool = False) -> QuerySet[OpportunityKind]:
    """All kinds of the ecosystem, or those that are still offered."""
    rows = OpportunityKind.objects.filter(ecosystem=ecosystem).order_by("position", "pk")
    return rows.filter(in_use=True) if in_use else rows


def usual_lacking(ecosystem: Ecosystem) -> int:
    """How many of the usual kinds the ecosystem does not have."""
    there = set(OpportunityKind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    return len(USUAL.keys() - there)
