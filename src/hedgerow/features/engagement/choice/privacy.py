"""What becomes of lists and places when a person is exported, erased or gone long ago.

Erasing takes what was wished for and why, and leaves that there was a list and a place, as counts
on an emptied row: what came of the round for others stays as it was.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.foundation.privacy import Rule

from .models import Listed, Outcome, Refill, Run, Wish, WishList

KEEP = timedelta(days=3 * 365)


def export_lists(person: int) -> Iterable[Mapping[str, object]]:
    rows = Wish.objects.filter(wish_list__person=person).order_by("wish_list", "position")
    return rows.values(
        "wish_list__round__title", "wish_list__saved_at", "wish_list__ticket", "position",
        "offer__title",
    )  # fmt: skip


def erase_lists(person: int, at: datetime) -> int:
    gone, _by_model = Wish.objects.filter(wish_list__person=person).delete()
    return gone + WishList.objects.filter(saved_by=person).update(saved_by=None)


def lists_ended(before: datetime) -> QuerySet[WishList]:
    return WishList.objects.filter(round__closes_on__lt=first_day_anywhere(before))


def export_outcomes(person: int) -> Iterable[Mapping[str, object]]:
    rows = Outcome.objects.filter(person=person, round__published_at__isnull=False)
    return rows.order_by("pk").values(
        "round__title", "offer__title", "rank", "answer", "taken_out_of__title", "taken_out_on"
    )


def erase_outcomes(person: int, at: datetime) -> int:
    mine = Outcome.objects.filter(person=person).update(refusals=[])
    return mine + Outcome.objects.filter(answered_by=person).update(answered_by=None)


def outcomes_ended(before: datetime) -> QuerySet[Outcome]:
    return Outcome.objects.filter(round__closes_on__lt=first_day_anywhere(before))


def export_refills(person: int) -> Iterable[Mapping[str, object]]:
    rows = Refill.objects.filter(person=person).order_by("at", "pk")
    return rows.values("round__title", "left__title", "took__title", "at", "answer")


def erase_refills(person: int, at: datetime) -> int:
    return Refill.objects.filter(person=person).delete()[0]


def refills_ended(before: datetime) -> QuerySet[Refill]:
    return Refill.objects.filter(round__closes_on__lt=first_day_anywhere(before))


def export_listed(person: int) -> Iterable[Mapping[str, object]]:
    rows = Listed.objects.filter(person=person).order_by("pk")
    return rows.values("criterion__round__title", "criterion__title")


def erase_listed(person: int, at: datetime) -> int:
    return Listed.objects.filter(person=person).delete()[0]


def listed_ended(before: datetime) -> QuerySet[Listed]:
    return Listed.objects.filter(criterion__round__closes_on__lt=first_day_anywhere(before))


def export_runs(person: int) -> Iterable[Mapping[str, object]]:
    return Run.objects.filter(by=person).order_by("at").values("round__title", "number", "at")


def erase_runs(person: int, at: datetime) -> int:
    return Run.objects.filter(by=person).update(by=None)


RULES = (
    Rule(
        Refill,
        _("Seats that came free and were offered on."),
        export_refills,
        erase_refills,
        KEEP,
        ended=refills_ended,
    ),
    Rule(
        Outcome,
        _("Which place a round of choice gave, and why not a better one."),
        export_outcomes,
        erase_outcomes,
        KEEP,
        _("Places stay as counts that say of nobody whose they are."),
        outcomes_ended,
    ),
    Rule(
        WishList,
        _("What a learner wished for in a round of choice."),
        export_lists,
        erase_lists,
        KEEP,
        _("That there was a list stays, without what was on it: the round rests on the number."),
        lists_ended,
    ),
    Rule(
        Listed,
        _("Who is on a list that gives priority in a round of choice."),
        export_listed,
        erase_listed,
        KEEP,
        ended=listed_ended,
    ),
    Rule(
        Run,
        _("Who ran a round of choice."),
        export_runs,
        erase_runs,
        left=_("Runs stay, as places rest on them, without a name."),
    ),
)
