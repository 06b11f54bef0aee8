"""Offers, checks, wishes, terms, pairs, proposals and notes."""

from .notes import SessionNote
from .offers import Check, MentoringTerms, Need, Offer
from .pairings import Pairing
from .proposals import Hold, Proposal, ProposedPair

__all__ = [
    "Check",
    "Hold",
    "MentoringTerms",
    "Need",
    "Offer",
    "Pairing",
    "Proposal",
    "ProposedPair",
    "SessionNote",
]
