"""What becomes of lists and places when two records of a person become one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.joining import moved, once
from hedgerow.foundation.merging import Rule, Two

from .models import Listed, Outcome, Refill, Run, WishList


def _newer(stays: Any, goes: Any) -> bool:
    return bool(goes.saved_at > stays.saved_at)


def _placed(stays: Outcome, goes: Outcome) -> bool:
    """Whether the one that would go has a place and the other has none."""
    return stays.offer_id is None and goes.offer_id is not None


def _refills(two: Two) -> None:
    """Of two seats that wait for an answer the one stays of the record that stays."""
    rows = Refill.objects.filter(answer=Refill.Answer.WAITING)
    mine = rows.filter(person=two.kept).values("round")
    rows.filter(person=two.gone, round__in=mine).update(answer=Refill.Answer.LAPSED)
    Refill.objects.filter(person=two.gone).update(person=two.kept)


RULES = (
    Rule(Refill, ("person",), _("seats offered on"), _refills),
    once(
        Outcome,
        ("round_id",),
        named=_("places of rounds of choice"),
        told=_("Of two results of one round the one stays that has a place."),
        better=_placed,
    ),
    once(
        WishList,
        ("round_id",),
        named=_("lists of wishes"),
        told=_("Of two lists in one round the newer stays."),
        better=_newer,
    ),
    once(
        Listed,
        ("criterion_id",),
        named=_("entries of lists that give priority"),
        told=_("Who is on a list twice is on it once."),
    ),
    moved(WishList, "saved_by", named=_("lists of wishes saved")),
    moved(Outcome, "answered_by", named=_("places answered for")),
    moved(Run, "by", named=_("rounds of choice run")),
)
