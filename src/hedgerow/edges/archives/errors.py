"""What archives refuse."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused


class ArchiveGone(Refused):
    code = "archives.gone"
    text = _("This archive is not there any more.")
    next_step = _("Archives are kept for a day. Make another one.")
