"""Rounds of choice as pages, programs and "my week" read them."""

from .claims import Claim, claims
from .figures import FiguresPage, figures_page
from .files import OFFERS, WISHES, offers_of, wishes_of
from .learners import LearnerPage, learner_of, learner_page, mine
from .lines import RoundPage
from .offered import offered_here, to_take
from .results import Result
from .rounds import round_page, rules_of
from .rows import (
    criterion_row,
    latest_run,
    missing_people,
    offer_row,
    outcomes,
    round_called,
    round_row,
    rounds_of,
    tickets,
)
from .waiting import waiting_for

__all__ = [
    "OFFERS",
    "WISHES",
    "Claim",
    "FiguresPage",
    "LearnerPage",
    "Result",
    "RoundPage",
    "claims",
    "criterion_row",
    "figures_page",
    "latest_run",
    "learner_of",
    "learner_page",
    "mine",
    "missing_people",
    "offer_row",
    "offered_here",
    "offers_of",
    "outcomes",
    "round_called",
    "round_page",
    "round_row",
    "rounds_of",
    "rules_of",
    "tickets",
    "to_take",
    "waiting_for",
    "wishes_of",
]
