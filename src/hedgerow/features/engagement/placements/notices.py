"""What people are told about placements, as kinds of notice that they can put off."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from hedgerow.commons.notices.kinds import Kind

from .permissions import HOST

GUESTS: Final = Kind(
    "placements.guests", _("learners whom your organisation is asked to take"), needs=HOST
)
CONSENTS: Final = Kind("placements.consents", _("whether families agree to placements, after a no"))
ANSWERS: Final = Kind(
    "placements.answers", _("what hosts say about placements, of you, your children or learners")
)
