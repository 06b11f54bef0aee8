"""What the rules of membership refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class LinkSpent(Refused):
    code = "membership.link_spent"
    text = _("This sign-in link is used up or too old.")
    next_step = _("Ask for a new one.")
