"""Acts on persons and organisations: one at a time, and by the set."""

from hedgerow.foundation.rows import Outcome

from .groups import announce_groups, declare_groups
from .guardians import register_guardians
from .organisations import add_organisation, edit_organisation
from .saving import save_organisations, save_people

__all__ = [
    "Outcome",
    "add_organisation",
    "announce_groups",
    "declare_groups",
    "edit_organisation",
    "register_guardians",
    "save_organisations",
    "save_people",
]
