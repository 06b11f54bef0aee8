"""What a round offers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from ..errors import TooManyReserved, WishedFor
from ..models import Criterion, Offer, Outcome, Round, Wish
from .checks import BEFORE, own_activity, own_site, run_by, tell

Values = Mapping[str, Any]
OFFERED = ("title", "summary", "seats", "site_id", "activity_id", "position")


@transaction.atomic
def save_offer(
    row: Round, values: Values, offer: Offer | None = None, *, by: Actor, at: datetime
) -> Offer:
    """Add something to choose, or change it; its seats may change until the round is published.

    Raises NotFound, NotPermitted, NotInThisState, TooManyReserved or Invalid.
    """
    found = run_by(row, by, *BEFORE)
    said = {name: values[name] for name in OFFERED if name in values}
    check_lengths(Offer, said)
    own_site(found.ecosystem, said.get("site_id"))
    own_activity(found.ecosystem, said.get("activity_id"), by)
    if offer is None:
        said.setdefault("position", next_place(Offer, found))
        offer = Offer(round=found)
    elif offer.round_id != found.pk:
        raise NotFound
    others = Offer.objects.filter(round=found).exclude(pk=offer.pk)
    if others.filter(title=said.get("title", offer.title)).exists():
        raise Invalid({"title": [_("There already is an offer of this name.")]})
    for name, value in said.items():
        setattr(offer, name, value)
    _check_reserved(offer)
    offer.save()
    changed(found)
    about = [("choice.offer", offer.uuid)]
    tell("offer_saved", found, by=by, at=at, about=about, payload={"seats": offer.seats})
    return offer


@transaction.atomic
def remove_offer(offer: Offer, *, by: Actor, at: datetime) -> None:
    """Take an offer out that nobody has wished for; raises NotFound, NotPermitted, NotInThisState
    or WishedFor."""
    found = run_by(offer.round, by, *BEFORE)
    placed = Outcome.objects.filter(round=found, offer=offer)
    if Wish.objects.filter(offer=offer).exists() or placed.exists():
        raise WishedFor
    about = [("choice.offer", offer.uuid)]
    offer.delete()
    changed(found)
    tell("offer_removed", found, by=by, at=at, about=about)


def _check_reserved(offer: Offer) -> None:
    if not offer.pk:
        return
    taken = Criterion.objects.filter(offer=offer).aggregate(sum=Sum("seats"))["sum"] or 0
    if taken > offer.seats:
        raise TooManyReserved


def next_place(model: Any, row: Round) -> int:
    last = model.objects.filter(round=row).aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(last + 1, 30_000)


def changed(row: Round) -> None:
    """What was run before is no longer the result of this round."""
    row.is_dirty = True
    row.revision += 1
    row.save(update_fields=["is_dirty", "revision"])
