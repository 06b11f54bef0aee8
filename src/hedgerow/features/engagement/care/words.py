"""What buttons of a referral say, and how its steps are told."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Mapping[str, str | Promise] = {
    "agree": _("Agree"),
    "refuse": _("Do not agree"),
    "withdraw": _("Withdraw"),
    "see": _("Seen"),
    "accept": _("Accept"),
    "decline": _("Decline"),
    "finish": _("Done"),
    "redirect": _("Ask somebody else"),
    "close": _("Close"),
}

AFTER_ALL = _("I agree after all")
"""What "agree" is called by a family that said no, or took its yes back."""

STEPS: Mapping[str, str | Promise] = {
    "refer": _("help was asked for"),
    "agree": _("the family agreed"),
    "refuse": _("the family did not agree"),
    "withdraw": _("the family took its yes back"),
    "see": _("it was read"),
    "accept": _("it was accepted"),
    "decline": _("it was declined"),
    "finish": _("it is done"),
    "redirect": _("somebody else is asked instead"),
    "close": _("it was closed"),
}
