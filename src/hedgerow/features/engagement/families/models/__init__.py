"""The rule of own say, emergency details, messages, contacts."""

from .contacts import Contact
from .details import EmergencyContact, HealthNote
from .messages import Message, MessageCopy, MessageTemplate
from .say import FamilyRule, SightDecision

__all__ = [
    "Contact",
    "EmergencyContact",
    "FamilyRule",
    "HealthNote",
    "Message",
    "MessageCopy",
    "MessageTemplate",
    "SightDecision",
]
