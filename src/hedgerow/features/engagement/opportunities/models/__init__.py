"""Kinds of opportunity, what is offered, who has a place or waits, and how challenges are judged."""

from .judging import Criterion, Entry, Judge, Score
from .kinds import OpportunityKind
from .offers import Opportunity, OpportunityQuerySet
from .places import SignUp, SignUpQuerySet

__all__ = [
    "Criterion",
    "Entry",
    "Judge",
    "Opportunity",
    "OpportunityKind",
    "OpportunityQuerySet",
    "Score",
    "SignUp",
    "SignUpQuerySet",
]
