"""What becomes of placements when two records of a person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Evaluation, HostAsk, HoursEntry, Placement, Step

RULES = (
    moved(Evaluation, "by", named=_("evaluations")),
    moved(HostAsk, "asked_by", "answered_by", named=_("hosts asked")),
    moved(HoursEntry, "logged_by", "decided_by", named=_("hours entered")),
    moved(Step, "done_by", named=_("steps of placements")),
    moved(Placement, "learner", "supervisor", "requested_by", named=_("placements")),
)
