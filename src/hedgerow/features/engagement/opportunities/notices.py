"""What people are told about opportunities, as a kind of notice that they can put off."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.notices.kinds import Kind

PLACES: Final = Kind("opportunities.place", _("places in opportunities, of you or your children"))
