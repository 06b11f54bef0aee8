"""What becomes of progress when two records of a person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Progress

RULES = (moved(Progress, "person", "witnessed_by", named=_("progress")),)
