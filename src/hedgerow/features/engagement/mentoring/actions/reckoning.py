"""Everybody who waits is assigned at once, and what came out is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hedgerow.commons.ecosystems.clock import day_in

from ..errors import NothingToPair
from ..models import Hold, Proposal, ProposedPair
from ..queries import pool
from ..rules.assigning import assign
from ..rules.pairs import Needed, Offered, Weights, Why, refusal, terms
from ..rules.problem import UNPAIRED, problem_of
from .pairable import kept


def reckon(row: Proposal, holds: Sequence[Hold], at: datetime) -> None:
    """Assign everybody who is not held, and write what came out."""
    day, weights = day_in(row.ecosystem, at), pool.weights_from(row.weights)
    found = pool.pool(row.ecosystem, row.kind, day, site=row.site_id)
    if not found.needs or not any(one.free for one in found.offered):
        raise NothingToPair
    pins = {one.need_id: one.offer_id for one in holds if one.pinned}
    no = {(one.offer_id, one.need_id) for one in holds if not one.pinned}
    held = Counter(pins.values())
    offered = [replace(one, taken=one.taken + held[one.key]) for one in found.offered]
    free = [one for one in found.needed if one.key not in pins]
    assigned, proof = assign(problem_of(offered, free, weights, no))
    row.method, row.cost, row.bound = assigned.method, proof.cost, proof.bound
    row.save()
    row.pairs.all().delete()
    places = {
        one.key: None if at_ == UNPAIRED else found.offers[at_].pk
        for one, at_ in zip(free, assigned.offers.tolist(), strict=True)
    }
    places |= {need: offer for need, offer in pins.items() if need in {n.pk for n in found.needs}}
    _write(row, found, places, weights, no)


def _write(
    row: Proposal,
    found: pool.Pool,
    places: dict[int, int | None],
    weights: Weights,
    no: set[tuple[int, int]],
) -> None:
    offered = {one.key: one for one in found.offered}
    pairs = []
    for need, wanted in zip(found.needs, found.needed, strict=True):
        offer = places[need.pk]
        if offer is None:
            why = _waits_for(wanted, found.offered, weights, no)
            pairs.append(ProposedPair(proposal=row, need=need, waits_for=why))
        else:
            said = kept(terms(offered[offer], wanted, weights), need)
            pairs.append(ProposedPair(proposal=row, need=need, offer_id=offer, terms=said))
    ProposedPair.objects.bulk_create(pairs, 500)


def _waits_for(
    need: Needed, offers: Sequence[Offered], weights: Weights, no: set[tuple[int, int]]
) -> str:
    """What keeps most offers from this learner; ``full`` where only places are missing."""
    reasons: Counter[str] = Counter()
    for offer in offers:
        if (offer.key, need.key) in no:
            reasons[Why.FORBIDDEN] += 1
        elif (why := refusal(offer, need, weights)) is not None:
            reasons[why] += 1
        else:
            return Why.FULL
    return reasons.most_common(1)[0][0] if reasons else Why.FULL
