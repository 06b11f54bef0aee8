"""Acts on agreements, contacts and advisers."""

from .advising import end_adviser, save_adviser
from .agreeing import answer_agreement, edit_agreement, end_agreement, propose_agreement
from .contacts import remove_contact, save_contact

__all__ = [
    "answer_agreement",
    "edit_agreement",
    "end_adviser",
    "end_agreement",
    "propose_agreement",
    "remove_contact",
    "save_adviser",
    "save_contact",
]
