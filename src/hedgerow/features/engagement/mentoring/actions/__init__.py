"""Acts on offers, wishes, checks, pairs, proposals and notes."""

from .needs import tell_need, withdraw_need
from .notes import share_note, write_note
from .offers import edit_offer, offer_help
from .pairing import Side, answer_pair, end_pair, propose_pair
from .proposing import hold_pair, make_proposal, publish_proposal, put_aside
from .running import begin_pair
from .terms import record_check, set_terms, withdraw_check

__all__ = [
    "Side",
    "answer_pair",
    "begin_pair",
    "edit_offer",
    "end_pair",
    "hold_pair",
    "make_proposal",
    "offer_help",
    "propose_pair",
    "publish_proposal",
    "put_aside",
    "record_check",
    "set_terms",
    "share_note",
    "tell_need",
    "withdraw_check",
    "withdraw_need",
    "write_note",
]
