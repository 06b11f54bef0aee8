"""What is kept of a round of choice."""

from .criteria import Criterion, Listed
from .lists import Wish, WishList
from .results import Outcome, Refill, Run
from .rounds import Draw, Offer, Round

__all__ = [
    "Criterion",
    "Draw",
    "Listed",
    "Offer",
    "Outcome",
    "Refill",
    "Round",
    "Run",
    "Wish",
    "WishList",
]
