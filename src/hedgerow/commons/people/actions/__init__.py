"""Acts on persons and organisations: one at a time, and by the set."""

from hedgerow.foundation.rows import Outcome

from .admitting import admit_person
from .barring import bar_guardian, lift_bar
from .groups import announce_groups, declare_groups
from .guardians import end_guardian, register_guardians
from .merging import merge_persons, undo_merge
from .organisations import add_organisation, edit_organisation
from .own_groups import declare_own_groups
from .persons import add_person, edit_own_details, edit_person
from .saving import save_many_people, save_organisations, save_people

__all__ = [
    "Outcome",
    "add_organisation",
    "add_person",
    "admit_person",
    "announce_groups",
    "bar_guardian",
    "declare_groups",
    "declare_own_groups",
    "edit_organisation",
    "edit_own_details",
    "edit_person",
    "end_guardian",
    "lift_bar",
    "merge_persons",
    "register_guardians",
    "save_many_people",
    "save_organisations",
    "save_people",
    "undo_merge",
]
