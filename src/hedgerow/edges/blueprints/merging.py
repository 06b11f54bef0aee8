"""What becomes of blueprint files when two records of the person who brought them become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Brought

RULES = (moved(Brought, "person", named=_("blueprint files brought")),)
