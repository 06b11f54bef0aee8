"""What buttons of a referral say."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Mapping[str, str | Promise] = {
    "refer": _("asked for"),
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
