"""What becomes of archives when two records of the person who asked for them become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Archive

RULES = (moved(Archive, "by", named=_("archives of ecosystems")),)
