"""Acts of care: referrals, and concerns."""

from .concerns import close_concern, look_at_concern, note_on_concern, raise_concern
from .referrals import move_referral, redirect_referral, refer

__all__ = [
    "close_concern",
    "look_at_concern",
    "move_referral",
    "note_on_concern",
    "raise_concern",
    "redirect_referral",
    "refer",
]
