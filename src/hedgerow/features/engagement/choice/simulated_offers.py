"""Opportunities among which learners of a simulated history choose."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.features.engagement.opportunities.actions import offer_opportunity, open_opportunity
from hedgerow.features.engagement.opportunities.models import Opportunity, OpportunityKind
from hedgerow.features.engagement.opportunities.queries import open_places
from hedgerow.foundation.permissions import Actor

from .planting import ChoiceRound, of_framework, sites_of

BEGINS: Final = timedelta(days=120)
"""How long after the round opens begins what was chosen."""


def offered_in(ecosystem: Ecosystem, one: ChoiceRound, *, by: Actor, at: datetime) -> list[UUID]:
    """Those of the round's kind that sign-ups leave a place in; the framework's are opened if need be.

    Places in them come from rounds alone: nobody signs up.
    """
    kind = OpportunityKind.objects.filter(
        ecosystem=ecosystem, key=one.opportunity_kind or ""
    ).first()
    if kind is None:
        return []
    rows = Opportunity.objects.filter(kind=kind, state="open", capacity__isnull=False)
    if one.framework and not rows.exists():
        starts = day_in(ecosystem, at) + BEGINS
        for offer, site in zip(
            of_framework(ecosystem, one), sites_of(ecosystem, one), strict=False
        ):
            values = {
                "kind_id": kind.pk, **in_languages({"title": offer.title, "summary": one.summary}, ecosystem.languages), "starts": starts,
                "capacity": offer.seats, "grades": list(one.grades), "organisation_id": site,
                "site_id": site, "by_invitation": True,
            }  # fmt: skip
            row = offer_opportunity(ecosystem, values, by=by, at=at)
            open_opportunity(row, by=by, at=at)
    return list(open_places(rows).order_by("pk").values_list("uuid", flat=True))
