"""Opportunities as pages, the API and other apps read them."""

from .fitting import fits, takes
from .kinds import kinds_of, usual_lacking
from .lists import days_off, offering_sites, opportunities, own_offers, siblings
from .own import Candidate, candidates, own_places, waiting_for
from .pages import (
    OpportunityPage,
    may_change,
    may_join_online,
    opportunity_page,
    opportunity_row,
)
from .places import open_places, places_left, position, with_places
from .takers import OwnPlace, Taker, own_rows, sign_up_row, sign_ups_of, taker_rows

__all__ = [
    "Candidate",
    "OpportunityPage",
    "OwnPlace",
    "Taker",
    "candidates",
    "days_off",
    "fits",
    "kinds_of",
    "may_change",
    "may_join_online",
    "offering_sites",
    "open_places",
    "opportunities",
    "opportunity_page",
    "opportunity_row",
    "own_offers",
    "own_places",
    "own_rows",
    "places_left",
    "position",
    "siblings",
    "sign_up_row",
    "sign_ups_of",
    "taker_rows",
    "takes",
    "usual_lacking",
    "waiting_for",
    "with_places",
]
