"""Why a learner did not get what they wanted more than what they got. Pure."""

from dataclasses import dataclass

import numpy as np

from .acceptance import Matching
from .rounds import NO_OFFER, Ints, Round


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish that came before the one that was granted.

    Of those who wanted one of the offer's ``seats`` open to all, and got one or would have liked
    to, the learner was at this ``position`` (from 1), by their priority ``priority`` (0 goes first)
    and then by lot. ``last_priority`` is that of the last one in, None where no seat was open to
    all. ``reserved`` seats went before by a group.
    """

    offer: int
    priority: int
    position: int
    seats: int
    reserved: int
    last_priority: int | None


def refusals(of: Round, lots: Ints, matching: Matching, learner: int) -> tuple[Refusal, ...]:
    """One for each wish of the learner's before their place, in their order; all if they have none."""
    rank, own = int(matching.ranks[learner]), of.wishes[learner]
    before = own[: rank if rank != NO_OFFER else len(own)]
    return tuple(
        _refusal(of, lots, matching, learner, at, int(offer))
        for at, offer in enumerate(before)
        if offer != NO_OFFER
    )


def _refusal(
    of: Round, lots: Ints, matching: Matching, learner: int, at: int, offer: int
) -> Refusal:
    learners, wishes = np.nonzero(of.wishes == offer)
    classes = of.classes[learners, wishes].astype(np.int64)
    ranks = matching.ranks[learners]
    in_open = matching.kinds[learners] == offer  # an offer's open seats bear its own number
    wanting = (ranks == NO_OFFER) | (ranks > wishes)
    mine = int(of.classes[learner, at])
    ahead = (classes < mine) | ((classes == mine) & (lots[learners] < lots[learner]))
    reserved = int((matching.places[learners] == offer).sum() - in_open.sum())
    open_seats = int(of.capacities[offer]) - sum(one.seats for one in of.reserves_of(offer))
    last = int(classes[in_open].max()) if in_open.any() else None
    position = 1 + int((ahead & (in_open | wanting)).sum())
    return Refusal(offer, mine, position, open_seats, reserved, last)


def all_refusals(of: Round, lots: Ints, matching: Matching) -> list[tuple[Refusal, ...]]:
    """``refusals`` of every learner at once: each offer's queue is put in order a single time."""
    found: list[dict[int, Refusal]] = [{} for _ in range(of.learners)]
    ranks = matching.ranks
    for offer in range(len(of.capacities)):
        learners, wishes = np.nonzero(of.wishes == offer)
        if not len(learners):
            continue
        classes = of.classes[learners, wishes].astype(np.int64)
        in_open = matching.kinds[learners] == offer
        wanting = (ranks[learners] == NO_OFFER) | (ranks[learners] > wishes)
        order = np.lexsort((lots[learners], classes))
        ahead = np.cumsum((in_open | wanting)[order])  # themselves counted
        reserved = int((matching.places[learners] == offer).sum() - in_open.sum())
        seats = int(of.capacities[offer]) - sum(one.seats for one in of.reserves_of(offer))
        last = int(classes[in_open].max()) if in_open.any() else None
        for at in np.flatnonzero(wanting[order]):
            one = order[at]
            found[learners[one]][int(wishes[one])] = Refusal(
                offer, int(classes[one]), int(ahead[at]), seats, reserved, last
            )
    return [tuple(own[at] for at in sorted(own)) for own in found]
