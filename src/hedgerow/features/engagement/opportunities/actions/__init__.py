"""Acts on opportunities; each module holds those of one moment in an opportunity's life."""

from .kinds import save_kinds
from .offering import edit_opportunity, offer_opportunity
from .states import archive_opportunity, close_opportunity, open_opportunity

__all__ = [
    "archive_opportunity",
    "close_opportunity",
    "edit_opportunity",
    "offer_opportunity",
    "open_opportunity",
    "save_kinds",
]
