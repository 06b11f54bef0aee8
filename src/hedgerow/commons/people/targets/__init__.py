"""Organisations and guardians from a spreadsheet."""

from .guardians import GUARDIANS
from .organisations import ORGANISATIONS, touched_organisations, write_organisations

__all__ = ["GUARDIANS", "ORGANISATIONS", "TARGETS", "touched_organisations", "write_organisations"]

TARGETS = (GUARDIANS,)
