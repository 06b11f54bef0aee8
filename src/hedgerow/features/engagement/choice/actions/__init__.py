"""What is done with rounds of choice."""

from .answering import accept_place, give_back, keep_place, take_offered
from .choosing import save_list
from .enrolling import enrol_one, enrol_placed
from .judging import remove_criterion, save_criterion
from .offering import remove_offer, save_offer, take_opportunities
from .opening import close_round, discard_preview, open_round, reopen_round
from .planning import drop_round, edit_round, plan_round
from .publishing import finish_round, publish_round
from .reckoning import close_overdue, reckon_chances
from .reminding import remind
from .returning import ask_again
from .running import ask_to_run, run_round
from .tying import tie_offer

__all__ = [
    "accept_place",
    "ask_again",
    "ask_to_run",
    "close_overdue",
    "close_round",
    "discard_preview",
    "drop_round",
    "edit_round",
    "enrol_one",
    "enrol_placed",
    "finish_round",
    "give_back",
    "keep_place",
    "open_round",
    "plan_round",
    "publish_round",
    "reckon_chances",
    "remind",
    "remove_criterion",
    "remove_offer",
    "reopen_round",
    "run_round",
    "save_criterion",
    "save_list",
    "save_offer",
    "take_offered",
    "take_opportunities",
    "tie_offer",
]
