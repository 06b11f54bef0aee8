"""What becomes of imports when two records of the person who made them become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Import

RULES = (moved(Import, "by", named=_("imports")),)
