"""What becomes of referrals and concerns when two records of one person become one."""

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved

from .models import Concern, ConcernLook, ConcernNote, Referral, ReferralStep

WHAT = _("what was told in confidence")

RULES = (
    moved(Referral, "learner", named=_("referrals")),
    moved(ReferralStep, "by", named=_("steps of referrals")),
    moved(Concern, "about", "against", "raised_by", "taken_by", named=WHAT),
    moved(ConcernNote, "by", named=WHAT),
    moved(ConcernLook, "by", named=WHAT),
)
