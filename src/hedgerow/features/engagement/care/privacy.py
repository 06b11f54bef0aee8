"""What becomes of referrals and concerns when a person is exported or erased."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Concern, ConcernLook, ConcernNote, Referral, ReferralStep

YEAR = timedelta(days=365)
Rows = Iterable[Mapping[str, object]]
LAW = _("A concern is kept as the law asks, and names the person no longer.")


def export_referrals(person: int) -> Rows:
    rows = Referral.objects.filter(learner=person).order_by("pk")
    return rows.values(
        "ecosystem__name", "sender__name", "receiver__name", "need", "note", "state", "at"
    )


def erase_referrals(person: int, at: datetime) -> int:
    return Referral.objects.filter(learner=person).delete()[0]


def export_steps(person: int) -> Rows:
    return ReferralStep.objects.filter(by=person).order_by("pk").values("act", "at")


def erase_steps(person: int, at: datetime) -> int:
    return ReferralStep.objects.filter(by=person).update(by=None)


def nothing(person: int) -> Rows:
    """A concern is in no export: it may tell who spoke, or warn whom it is about."""
    return ()


def erase_concerns(person: int, at: datetime) -> int:
    touched = Concern.objects.filter(about=person).update(about=None, about_name="")
    for name in ("against", "raised_by", "taken_by"):
        touched += Concern.objects.filter(**{name: person}).update(**{name: None})
    return touched


def erase_notes(person: int, at: datetime) -> int:
    return ConcernNote.objects.filter(by=person).update(by=None)


def erase_looks(person: int, at: datetime) -> int:
    return ConcernLook.objects.filter(by=person).update(by=None)


RULES = (
    Rule(
        ReferralStep,
        _("Says who did what with a referral."),
        export_steps,
        erase_steps,
        left=_("What happened to a referral stays, without who did it."),
    ),
    Rule(
        Referral,
        _("Brings a learner help from another organisation."),
        export_referrals,
        erase_referrals,
        3 * YEAR,
        ended=lambda before: Referral.objects.filter(due_at=None, at__lt=before),
    ),
    Rule(
        ConcernLook, _("Says which lead opened a concern."), nothing, erase_looks, left=LAW
    ),
    Rule(
        ConcernNote, _("Says what was done about a concern."), nothing, erase_notes, left=LAW
    ),
    Rule(
        Concern,
        _("Protects a child."),
        nothing,
        erase_concerns,
        7 * YEAR,
        LAW,
        lambda before: Concern.objects.filter(closed_at__lt=before),
    ),
)  # fmt: skip
