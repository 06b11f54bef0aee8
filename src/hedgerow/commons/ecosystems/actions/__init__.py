"""Acts on an ecosystem as a whole, its calendar and its figures."""

from .figures import state_figures, state_populations
from .founding import add_holiday, add_term, edit_ecosystem, found_ecosystem, open_ecosystem

__all__ = [
    "add_holiday",
    "add_term",
    "edit_ecosystem",
    "found_ecosystem",
    "open_ecosystem",
    "state_figures",
    "state_populations",
]
