"""Kinds of opportunity, what is offered, and who has a place or waits."""

from .kinds import OpportunityKind
from .offers import Opportunity, OpportunityQuerySet
from .places import SignUp, SignUpQuerySet

__all__ = ["Opportunity", "OpportunityKind", "OpportunityQuerySet", "SignUp", "SignUpQuerySet"]
