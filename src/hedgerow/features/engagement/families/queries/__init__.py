"""What families and those who stay in touch with them see."""

from .children import ChildPage, child_page, children_of
from .contacts import ContactShare, contacts_of, shares
from .details import Details, details_of, is_on_duty
from .drafted import Draft
from .drafts import copies_for, template_of, templates_of
from .sent import messages_of, sent_page
from .waiting import waiting_for

__all__ = [
    "ChildPage",
    "ContactShare",
    "Details",
    "Draft",
    "child_page",
    "children_of",
    "contacts_of",
    "copies_for",
    "details_of",
    "is_on_duty",
    "messages_of",
    "sent_page",
    "shares",
    "template_of",
    "templates_of",
    "waiting_for",
]
