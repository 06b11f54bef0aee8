"""What people are told about rounds of choice, as kinds of notice that they can put off."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.notices.kinds import Kind

REMINDER: Final = Kind(
    "choice.reminder", _("rounds in which you or your children have not chosen yet")
)
PLACE: Final = Kind("choice.place", _("places that you or your children get in rounds of choice"))
