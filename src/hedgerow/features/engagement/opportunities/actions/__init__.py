"""Acts on opportunities; each module holds those of one moment in an opportunity's life."""

from .challenges import hand_in, set_challenge
from .changing import change_proposal, withdraw_proposal
from .copying import copy_opportunity, repeat_opportunity
from .entering import accept_place, decline_place, sign_up, withdraw
from .judging import publish_results, score_entry
from .kinds import add_usual_kinds, save_kinds
from .offering import edit_opportunity, offer_opportunity
from .placing import give_place, give_places
from .proposing import decline_proposal, propose_opportunity
from .states import archive_opportunity, close_opportunity, open_opportunity
from .tending import tend, to_tend

__all__ = [
    "accept_place",
    "add_usual_kinds",
    "archive_opportunity",
    "change_proposal",
    "close_opportunity",
    "copy_opportunity",
    "decline_place",
    "decline_proposal",
    "edit_opportunity",
    "give_place",
    "give_places",
    "hand_in",
    "offer_opportunity",
    "open_opportunity",
    "propose_opportunity",
    "publish_results",
    "repeat_opportunity",
    "save_kinds",
    "score_entry",
    "set_challenge",
    "sign_up",
    "tend",
    "to_tend",
    "withdraw",
    "withdraw_proposal",
]
