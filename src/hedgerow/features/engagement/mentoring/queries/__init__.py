"""What pages, API and commands show of offers, wishes, pairs and notes."""

from .learners import MyLearners, my_learners
from .lists import checks, needs, offers, pairs, proposals
from .pairings import PairPage, notes_of, pair_page, pair_row
from .pool import required_checks, terms_row, terms_said, valid_checks, weights_of
from .proposed import ProposalPage, proposal_page, proposal_row
from .waiting import waiting_for
from .wishes import Standing, WishPage, arranging, standings, wish_page, wish_row

__all__ = [
    "MyLearners",
    "PairPage",
    "ProposalPage",
    "Standing",
    "WishPage",
    "arranging",
    "checks",
    "my_learners",
    "needs",
    "notes_of",
    "offers",
    "pair_page",
    "pair_row",
    "pairs",
    "proposal_page",
    "proposal_row",
    "proposals",
    "required_checks",
    "standings",
    "terms_row",
    "terms_said",
    "valid_checks",
    "waiting_for",
    "weights_of",
    "wish_page",
    "wish_row",
]
