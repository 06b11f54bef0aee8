"""Acts on opportunities; each module holds those of one moment in an opportunity's life."""

from .entering import accept_place, decline_place, give_place, give_places, sign_up, withdraw
from .kinds import save_kinds
from .offering import edit_opportunity, offer_opportunity
from .states import archive_opportunity, close_opportunity, open_opportunity
from .tending import tend, to_tend

__all__ = [
    "accept_place",
    "archive_opportunity",
    "close_opportunity",
    "decline_place",
    "edit_opportunity",
    "give_place",
    "give_places",
    "offer_opportunity",
    "open_opportunity",
    "save_kinds",
    "sign_up",
    "tend",
    "to_tend",
    "withdraw",
]
