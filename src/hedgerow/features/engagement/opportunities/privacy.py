"""What becomes of sign-ups when a person is exported, erased or gone long ago."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.privacy import Rule

from .models import Judge, Opportunity, SignUp

KEEP = timedelta(days=2 * 365)


def export_sign_ups(person: int) -> Iterable[Mapping[str, object]]:
    rows = SignUp.objects.filter(person=person).order_by("asked_at", "pk")
    return rows.values("opportunity__title", "state", "asked_at", "expires_at", "ended_at")


def erase_sign_ups(person: int, at: datetime) -> int:
    """Places are given up; a job that runs every few minutes offers them to who waits."""
    gone = SignUp.objects.filter(person=person).delete()[0]
    return gone + SignUp.objects.filter(signed_up_by=person).update(signed_up_by=None)


def sign_ups_ended(before: datetime) -> QuerySet[SignUp]:
    return SignUp.objects.filter(ended_at__lt=before)


def export_led(person: int) -> Iterable[Mapping[str, object]]:
    mine = Q(leader=person) | Q(entered_by=person)
    rows = Opportunity.objects.filter(mine).order_by("created_at", "pk")
    return rows.values("title", "starts", "ends")


def erase_led(person: int, at: datetime) -> int:
    entered = Opportunity.objects.filter(entered_by=person).update(entered_by=None)
    return entered + Opportunity.objects.filter(leader=person).update(leader=None)


def export_judging(person: int) -> Iterable[Mapping[str, object]]:
    rows = Judge.objects.filter(person=person).order_by("pk")
    return rows.values("opportunity__title")


def erase_judging(person: int, at: datetime) -> int:
    return Judge.objects.filter(person=person).update(person=None)


RULES = (
    Rule(
        SignUp,
        _("Who asked for a place in an opportunity, and who signed whom up."),
        export_sign_ups,
        erase_sign_ups,
        KEEP,
        ended=sign_ups_ended,
    ),
    Rule(
        Judge,
        _("Who judges a challenge."),
        export_judging,
        erase_judging,
        left=_("Points stay, as results rest on them, without the name of who gave them."),
    ),
    Rule(
        Opportunity,
        _("Who leads an opportunity, and who offered it here."),
        export_led,
        erase_led,
        left=_(
            "Opportunities stay, as others take part in them, without the names of who leads and who offered them."
        ),
    ),
)
