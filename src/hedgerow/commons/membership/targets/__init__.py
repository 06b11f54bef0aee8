"""People with their roles, groups, and places in them, from a spreadsheet."""

from .groups import GROUPS, PLACES
from .people import PEOPLE

__all__ = ["GROUPS", "PEOPLE", "PLACES", "TARGETS"]

TARGETS = (PEOPLE, GROUPS, PLACES)
