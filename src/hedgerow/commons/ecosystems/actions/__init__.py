"""Acts on an ecosystem as a whole, its calendar and its figures."""

from .figures import state_figures, state_populations
from .founding import add_holiday, add_term, edit_ecosystem, found_ecosystem, open_ecosystem
from .rows import edit_row, remove_row, restore_row

__all__ = [
    "add_holiday",
    "add_term",
    "edit_ecosystem",
    "edit_row",
    "found_ecosystem",
    "open_ecosystem",
    "remove_row",
    "restore_row",
    "state_figures",
    "state_populations",
]
