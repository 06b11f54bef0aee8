"""A learner's list."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.people.models import Person
from hedgerow.foundation import jobs
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor

from ..errors import NotInThisState, NotOfTheRound, NotYoursToDecide, Overdue
from ..models import Offer, Round, Wish, WishList
from ..queries.barred import never_for
from ..queries.choosers import choosers, decides
from ..rules.committing import ticket_of
from .checks import State, is_over, locked, tell

CHANCES = "choice.chances"
EVERY = 600
"""Seconds in which chances are reckoned once at most, however many lists are saved."""


@transaction.atomic
def save_list(
    row: Round, person: Person, offers: Sequence[UUID], *, by: Actor, at: datetime
) -> WishList:
    """Keep a learner's wishes, best first; an empty list is one that was taken back.

    The round is held meanwhile: a list that is kept is in the draw.

    Raises NotFound, Closed, NotInThisState, Overdue, NotOfTheRound, NotYoursToDecide or Invalid, and
    NoMore or NotForThem of an opportunity that the learner could not join.
    """
    found = locked(row, by)
    if not Person.objects.visible_to(by).filter(pk=person.pk).exists():
        raise NotFound
    wanted = _offers(found, offers)
    require_open(by, found.ecosystem_id)
    if not (by.steward or decides(found, person, by, at)):
        raise NotYoursToDecide
    _check_time(found, at)
    _require_part(found, person, wanted, at)
    kept, is_new = WishList.objects.select_for_update().get_or_create(
        round=found, person=person,
        defaults={"ticket": ticket_of(found.uuid, person.uuid), "saved_at": at,
                  "saved_by_id": by.person_id, "origin": by.origin},
    )  # fmt: skip
    before = list(kept.wishes.order_by("position").values_list("offer", flat=True))
    if before == wanted and not is_new:
        return kept
    kept.wishes.all().delete()
    Wish.objects.bulk_create(
        Wish(wish_list=kept, offer_id=offer, position=position)
        for position, offer in enumerate(wanted, 1)
    )
    kept.saved_at, kept.saved_by_id = at, by.person_id
    kept.revision += not is_new
    kept.save(update_fields=["saved_at", "saved_by", "revision"])
    about = [("people.person", person.uuid)]
    tell("list_saved", found, by=by, at=at, about=about, payload={"wishes": len(wanted)})
    ask_for_chances(found, at)
    return kept


def ask_for_chances(row: Round, at: datetime) -> None:
    """Have the chances of a round reckoned once in a while."""
    slot = f"{row.uuid}:{int(at.timestamp()) // EVERY}"
    jobs.enqueue(
        CHANCES, {"round": str(row.uuid)}, ecosystem=row.ecosystem_id, slot=slot, background=True
    )


def _require_part(row: Round, person: Person, wanted: Sequence[int], at: datetime) -> None:
    """Raise NotOfTheRound, or what keeps the learner for good from one of the offers."""
    if not choosers(row, day_in(row.ecosystem, at)).filter(pk=person.pk).exists():
        raise NotOfTheRound
    nevers = never_for(row, person, at) if wanted else {}
    for offer in wanted:
        if offer in nevers:
            raise nevers[offer]


def _check_time(row: Round, at: datetime) -> None:
    if row.state != State.OPEN or day_in(row.ecosystem, at) < row.opens_on:
        raise NotInThisState
    if is_over(row, at):
        raise Overdue


def _offers(row: Round, wanted: Sequence[UUID]) -> list[int]:
    """The ids of the offers in their order; raises NotFound or Invalid."""
    known = dict(Offer.objects.filter(round=row).values_list("uuid", "pk"))
    if len({*wanted}) != len(wanted):
        raise Invalid({"offers": [_("Each offer stands once in a list.")]})
    if len(wanted) > row.most_wishes:
        text = ngettext(
            "A list has %(most)s entry at most.", "A list has %(most)s entries at most.",
            row.most_wishes,
        )  # fmt: skip
        raise Invalid({"offers": [text % {"most": row.most_wishes}]})
    if {*wanted} - {*known}:
        raise NotFound
    return [known[one] for one in wanted]
