"""Acts towards families, each module those of one matter."""

from .contacts import log_contact, take_back_contact
from .details import keep_details, open_details
from .messages import answer_message, checked, read_messages, send_message
from .say import choose_rule, decide_sight
from .templates import edit_template

__all__ = [
    "answer_message",
    "checked",
    "choose_rule",
    "decide_sight",
    "edit_template",
    "keep_details",
    "log_contact",
    "open_details",
    "read_messages",
    "send_message",
    "take_back_contact",
]
