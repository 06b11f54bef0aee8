"""What a round offers: entered here, or taken from opportunities."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.telling import with_kept_told
from hedgerow.commons.ecosystems.told import shortened
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.lengths import check_lengths
from hedgerow.foundation.permissions import Actor

from ..errors import TooManyReserved, WishedFor
from ..models import Criterion, Offer, Outcome, Round, Wish
from ..models.rounds import SUMMARY
from ..queries.claims import Claim, claims, seats_in
from .checks import BEFORE, own_activity, own_site, run_by, tell

Values = Mapping[str, Any]
OFFERED = (
    "title",
    "summary",
    "told",
    "seats",
    "site_id",
    "activity_id",
    "opportunity_id",
    "position",
)


@transaction.atomic
def save_offer(
    row: Round, values: Values, offer: Offer | None = None, *, by: Actor, at: datetime
) -> Offer:
    """Add something to choose, or change it; its seats may change until the round is published.

    With ``opportunity_id``, or the activity of an opportunity, all but the seats of one without a bound
    is taken from the opportunity, less the seats that other rounds hold or have promised.
    Raises NotFound, NotPermitted, NotInThisState, TooManyReserved or Invalid.
    """
    found = run_by(row, by, *BEFORE)
    said = {name: values[name] for name in OFFERED if name in values}
    check_lengths(Offer, said)
    said = with_kept_told(Offer, said, found.ecosystem)
    own_site(found.ecosystem, said.get("site_id"))
    own_activity(found.ecosystem, said.get("activity_id"), by)
    if offer is None:
        said.setdefault("position", next_place(Offer, found))
        offer = Offer(round=found)
    elif offer.round_id != found.pk:
        raise NotFound
    others = Offer.objects.filter(round=found).exclude(pk=offer.pk)
    said |= _of_opportunity(found, offer, said, by)
    _check_said(said, offer)
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


@transaction.atomic
def take_opportunities(
    row: Round, opportunities: Collection[UUID], *, by: Actor, at: datetime
) -> list[Offer]:
    """Add several opportunities to what can be chosen, in the order in which they are listed.

    All are locked first, by key, so that two rounds that take the same ones wait for each other once.
    Raises NotFound, NotPermitted, NotInThisState, or Invalid where one is there already or has no
    bound.
    """
    found = run_by(row, by, *BEFORE)
    rows = Opportunity.objects.visible_to(by).filter(ecosystem=found.ecosystem_id)
    known = {one.uuid: one.pk for one in rows.filter(uuid__in=opportunities)}
    if len(known) < len(set(opportunities)):
        raise NotFound
    locked = Opportunity.objects.select_for_update().filter(pk__in=known.values())
    list(locked.order_by("pk").values_list("pk"))
    return [
        save_offer(found, {"opportunity_id": known[uuid]}, by=by, at=at) for uuid in opportunities
    ]


def take_anew(found: Round) -> None:
    """Take over what the opportunities say now, in the transaction of an act on the round.

    They are locked, so that no other round takes the same seats meanwhile.
    """
    rows = Offer.objects.filter(round=found, opportunity__isnull=False)
    named = Opportunity.objects.filter(pk__in=rows.values("opportunity")).order_by("pk")
    others_have = claims(found, list(named.select_for_update().values_list("pk", flat=True)))
    differs = False
    for offer in rows.select_related("opportunity__ecosystem").order_by("position", "pk"):
        assert offer.opportunity is not None  # noqa: S101 - filtered above
        said = taken_from(found, offer.opportunity, offer.seats, others_have)
        same = Offer.objects.filter(round=found, title=said["title"]).exclude(pk=offer.pk)
        if same.exists():
            said.pop("title")
        new = {name: value for name, value in said.items() if getattr(offer, name) != value}
        for name, value in new.items():
            setattr(offer, name, value)
        if new:
            _check_reserved(offer)
            offer.save(update_fields=list(new))
            differs = True
    if differs:
        changed(found)


def taken_from(
    of: Round, row: Opportunity, seats: int, others_have: Iterable[Claim]
) -> dict[str, Any]:
    """What an opportunity says of itself; the ``seats`` that the round has of it where it has no bound."""
    left = seats_in(of, row, seats, others_have)
    return {
        "title": row.title, "summary": row.summary[:SUMMARY], "told": shortened(row.told, Offer), "site_id": row.site_id or row.organisation_id,
        "activity_id": row.activity_id, "seats": seats if left is None else left,
    }  # fmt: skip


def _of_opportunity(found: Round, offer: Offer, said: Values, by: Actor) -> dict[str, Any]:
    """What the opportunity that is named says of itself; nothing where none is."""
    row = _opportunity(found, _named(said, offer), by)
    if row is None:
        return {}
    if Offer.objects.filter(round=found, opportunity=row).exclude(pk=offer.pk).exists():
        raise Invalid({"opportunity": [_("It can be chosen here already.")]})
    now = offer.seats if offer.opportunity_id == row.pk else 0
    of_it = taken_from(found, row, now, claims(found, [row.pk]))
    if row.capacity is None:
        of_it["seats"] = said.get("seats", offer.seats)
    return {**of_it, "opportunity_id": row.pk}


def _named(said: Values, offer: Offer) -> int | None:
    """The opportunity that is named, or that the activity which is named belongs to, by its key."""
    named: int | None = said.get("opportunity_id", offer.opportunity_id)
    activity = said.get("activity_id", offer.activity_id)
    if named is not None or activity is None:
        return named
    return Opportunity.objects.filter(activity=activity).values_list("pk", flat=True).first()


def _opportunity(row: Round, pk: int | None, by: Actor) -> Opportunity | None:
    """The opportunity, open or closed, that the actor sees in the round's ecosystem; it is locked, so
    that no other round takes the same seats meanwhile."""
    if pk is None:
        return None
    rows = Opportunity.objects.visible_to(by).filter(ecosystem=row.ecosystem_id, pk=pk)
    shown = rows.filter(state__in=(Opportunity.State.OPEN, Opportunity.State.CLOSED))
    if not shown.exists():
        raise NotFound
    locked = Opportunity.objects.select_for_update(of=("self",)).select_related("ecosystem")
    return locked.get(pk=pk)


def _check_said(said: Values, offer: Offer) -> None:
    """Raise Invalid where a title or the seats would be missing."""
    if not said.get("title", offer.title):
        raise Invalid({"title": [_("Say what can be chosen.")]})
    if said.get("seats", offer.seats) is None:
        raise Invalid({"seats": [_("Say how many seats there are.")]})


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
