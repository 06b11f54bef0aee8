"""Organisations, people with their roles, families, groups, and places in them, from a spreadsheet."""

from .families import FAMILIES
from .group_places import PLACES
from .groups import GROUPS
from .organisations import ORGANISATIONS
from .people import PEOPLE

__all__ = ["FAMILIES", "GROUPS", "ORGANISATIONS", "PEOPLE", "PLACES", "TARGETS"]

TARGETS = (ORGANISATIONS, PEOPLE, FAMILIES, GROUPS, PLACES)
