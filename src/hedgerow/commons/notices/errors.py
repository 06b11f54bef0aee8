"""Refusals of notices."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class UnsubscribeLinkWrong(Refused):
    code = "notices.unsubscribe_link_wrong"
    text = _("This link does not say whom it is for.")
    next_step = _("Open it from the letter again, or sign in and choose under “What you are told”.")


class AlwaysTold(Refused):
    code = "notices.always_told"
    text = _("“%(kind)s” is always told, as it is about your own rights.")
    next_step = _("Everything else can be put off or turned down.")
