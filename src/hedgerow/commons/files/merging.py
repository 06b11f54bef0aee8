"""What becomes of files when two records of a person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import StoredFile

RULES = (moved(StoredFile, "person", "added_by", named=_("files")),)
