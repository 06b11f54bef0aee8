"""What the ecosystems' rules refuse."""

from datetime import date
from http import HTTPStatus

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class SlugTaken(Refused):
    code = "ecosystems.slug_taken"
    text = _("There already is an ecosystem at the address “%(slug)s”.")
    next_step = _("Choose another address.")


class NoAddress(Refused):
    code = "ecosystems.no_address"
    text = _("“%(slug)s” cannot be the address of an ecosystem.")
    next_step = _("Use small letters, digits and hyphens, 60 at most, such as my-town.")
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotOpenYet(Refused):
    code = "ecosystems.not_open_yet"
    text = _("%(name)s is still being prepared.")
    next_step = _("Wait until it is open; then it can be closed.")


class NotThisName(Refused):
    code = "ecosystems.not_this_name"
    text = _("The name that was typed is not that of this ecosystem, so nothing was done.")
    next_step = _("Type its name as it stands on the page.")


class NotClosed(Refused):
    code = "ecosystems.not_closed"
    text = _("This ecosystem is open already.")
    next_step = _("Nothing needs to be done.")


class KeptNoLonger(Refused):
    code = "ecosystems.kept_no_longer"
    text = _("Conveners could open this ecosystem again until %(until)s.")
    next_step = _("Ask whoever runs this installation.")

    def __init__(self, until: date) -> None:
        super().__init__(until=until)

    def __str__(self) -> str:
        return str(self.text) % {"until": date_format(self.details["until"], "DATE_FORMAT")}


class StatedAlready(Refused):
    code = "ecosystems.stated_already"
    text = _("This figure of the same source and date stands here already.")
    next_step = _("Change that one, or give another source or date.")
