"""What becomes of saved searches when two records become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import SavedSearch

RULES = (moved(SavedSearch, "person", named=_("saved searches")),)
