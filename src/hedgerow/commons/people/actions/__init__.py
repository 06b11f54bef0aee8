"""Acts on persons and organisations: one at a time, and by the set."""

from hedgerow.foundation.rows import Outcome

from .groups import announce_groups, declare_groups
from .guardians import register_guardians
from .saving import save_organisations, save_people

__all__ = [
    "Outcome",
    "announce_groups",
    "declare_groups",
    "register_guardians",
    "save_organisations",
    "save_people",
]
