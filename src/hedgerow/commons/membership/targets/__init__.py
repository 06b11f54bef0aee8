"""Organisations, people with their roles, groups, and places in them, from a spreadsheet."""

from .groups import GROUPS, PLACES
from .organisations import ORGANISATIONS
from .people import PEOPLE

__all__ = ["GROUPS", "ORGANISATIONS", "PEOPLE", "PLACES", "TARGETS"]

TARGETS = (ORGANISATIONS, PEOPLE, GROUPS, PLACES)
