"""Refusals of care."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotPossibleNow(Refused):
    code = "care.not_possible_now"
    text = _("This cannot be done with the referral now.")
    next_step = _("Open it again: somebody has answered meanwhile.")


class SameOrganisation(Refused):
    code = "care.same_organisation"
    text = _("An organisation does not refer to itself.")
    next_step = _("Choose whom you ask for help.")


class ConcernClosed(Refused):
    code = "care.concern_closed"
    text = _("This concern is closed.")
    next_step = _("Raise a new one if there is something new.")
