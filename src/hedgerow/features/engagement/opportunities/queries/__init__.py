"""Opportunities as pages, the API and other apps read them."""

from .barriers import GIVEN, Barrier, barriers, placed_among
from .fitting import fits, takes
from .given import next_sessions, when
from .holders import Holder, holders
from .judging import (
    ChallengePage,
    RubricLine,
    challenge_page,
    entry_row,
    makers,
    rubric_of,
    scoring,
)
from .kinds import kinds_of, usual_lacking
from .linked import data_block, is_told, linked
from .lists import (
    coming,
    days_off,
    gone_by,
    offering_sites,
    opportunities,
    own_offers,
    siblings,
)
from .own import Candidate, candidates, own_places
from .own_proposal import OwnProposal, own_proposal, proposed_before
from .own_rows import OwnPlace, own_rows
from .pages import (
    OpportunityPage,
    may_change,
    may_join_online,
    opportunity_page,
    opportunity_row,
    where,
)
from .places import open_places, places_left, position, with_places
from .proposals import own_proposals, reviewing_sites, to_review
from .seated import kept_for, seated_in
from .takers import Taker, sign_up_row, sign_ups_of, taker_rows
from .waiting import waiting_for

__all__ = [
    "GIVEN",
    "Barrier",
    "Candidate",
    "ChallengePage",
    "Holder",
    "OpportunityPage",
    "OwnPlace",
    "OwnProposal",
    "RubricLine",
    "Taker",
    "barriers",
    "candidates",
    "challenge_page",
    "coming",
    "data_block",
    "days_off",
    "entry_row",
    "fits",
    "gone_by",
    "holders",
    "is_told",
    "kept_for",
    "kinds_of",
    "linked",
    "makers",
    "may_change",
    "may_join_online",
    "next_sessions",
    "offering_sites",
    "open_places",
    "opportunities",
    "opportunity_page",
    "opportunity_row",
    "own_offers",
    "own_places",
    "own_proposal",
    "own_proposals",
    "own_rows",
    "placed_among",
    "places_left",
    "position",
    "proposed_before",
    "reviewing_sites",
    "rubric_of",
    "scoring",
    "seated_in",
    "siblings",
    "sign_up_row",
    "sign_ups_of",
    "taker_rows",
    "takes",
    "to_review",
    "usual_lacking",
    "waiting_for",
    "when",
    "where",
    "with_places",
]
