"""What becomes of drawn records when two records of a person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Sample, SampledRecord

RULES = (
    moved(SampledRecord, "person", "recorded_by", "checked_by", named=_("checked records")),
    moved(Sample, "drawn_by", named=_("samples of records")),
)
