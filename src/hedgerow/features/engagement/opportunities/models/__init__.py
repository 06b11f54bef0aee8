"""Kinds of opportunity and what is offered."""

from .kinds import OpportunityKind
from .offers import Opportunity, OpportunityQuerySet

__all__ = ["Opportunity", "OpportunityKind", "OpportunityQuerySet"]
