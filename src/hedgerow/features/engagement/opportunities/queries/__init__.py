"""Opportunities as pages, the API and other apps read them."""

from .kinds import kinds_of
from .lists import offering_sites, opportunities, own_offers
from .pages import (
    OpportunityPage,
    may_change,
    may_join_online,
    opportunity_page,
    opportunity_row,
)

__all__ = [
    "OpportunityPage",
    "kinds_of",
    "may_change",
    "may_join_online",
    "offering_sites",
    "opportunities",
    "opportunity_page",
    "opportunity_row",
    "own_offers",
]
