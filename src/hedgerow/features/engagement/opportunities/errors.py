"""What the rules of opportunities refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class NotReady(Refused):
    """``fields`` are those that are missing."""

    code = "opportunities.not_ready"
    text = _("“%(title)s” cannot be opened yet: nobody would know what it is or where.")
    next_step = _("Say in a few sentences what happens, and where it is or how one joins online.")


class NotNow(Refused):
    code = "opportunities.not_now"
    text = _("This cannot be done with an opportunity that is %(state)s.")
    next_step = _("Load the page again to see how it stands.")


class KindThere(Refused):
    code = "opportunities.kind_there"
    text = _("There already is a kind called “%(name)s”.")
    next_step = _("Give it another name, or change the one that is there.")
