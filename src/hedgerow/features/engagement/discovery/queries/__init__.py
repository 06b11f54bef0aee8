"""Searches as pages, the API and other programs read them."""

from .asking import Search, near_of, searched
from .choices import Choices, choices_for
from .finding import find, matches
from .finds import Find, Finds, point_of

__all__ = [
    "Choices",
    "Find",
    "Finds",
    "Search",
    "choices_for",
    "find",
    "matches",
    "near_of",
    "point_of",
    "searched",
]
