"""What the rules of membership refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class LinkSpent(Refused):
    code = "membership.link_spent"
    text = _("This sign-in link is used up or too old.")
    next_step = _("Ask for a new one.")


class UnknownRole(Refused):
    code = "membership.unknown_role"
    text = _("There is no role “%(role)s”.")
    next_step = _("Choose one of the roles that the ecosystem lists.")


class LastConvener(Refused):
    code = "membership.last_convener"
    text = _("This would leave the ecosystem without anybody who convenes it.")
    next_step = _("Give somebody else the role first.")
