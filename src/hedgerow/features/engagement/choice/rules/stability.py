"""Whether a matching is stable, from the definition alone: nothing of how it was made. Pure.

A learner and an offer *block* when the learner wants the offer more than their place, and the
offer, choosing again among its learners and this one, would take this one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .rounds import NO_OFFER, Bools, Ints, Round

Key = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a matching; nothing where it is stable.

    ``blocking`` are pairs of learner and offer; ``unwished`` learners placed where they did not
    ask to be; ``over`` offers with more learners than seats.
    """

    blocking: tuple[tuple[int, int], ...]
    unwished: tuple[int, ...]
    over: tuple[int, ...]

    @property
    def is_stable(self) -> bool:
        return not (self.blocking or self.unwished or self.over)


@dataclass(frozen=True, slots=True)
class Limit:
    """Of one kind of seat: whether one is free, and the key of the last one in (class, lot)."""

    free: bool
    last: tuple[int, int]
    members: Bools | None


def judge(of: Round, lots: Ints, places: Ints) -> Verdict:
    """Look for what is wrong with these places (int32, an offer of each learner or -1)."""
    placed = np.flatnonzero(places != NO_OFFER)
    own = of.wishes[placed] == places[placed, None]
    unwished = placed[~own.any(axis=1)]
    taken = np.bincount(places[placed], minlength=len(of.capacities))
    over = np.flatnonzero(taken > of.capacities)
    limits = limits_of(of, lots, places)
    ranks = np.full(of.learners, of.wishes.shape[1])
    ranks[placed] = np.where(own.any(axis=1), own.argmax(axis=1), 0)
    blocking = [
        (int(learner), offer)
        for offer, kinds in limits.items()
        for learner in _wanting(of, ranks, offer, kinds, lots)
    ]
    return Verdict(
        tuple(sorted(blocking)), tuple(map(int, unwished)), tuple(int(one) for one in over)
    )


def limits_of(of: Round, lots: Ints, places: Ints) -> Mapping[int, tuple[Limit, ...]]:
    """The kinds of seats of each offer with the last one in of each: reserves, then open seats."""
    holders: dict[int, list[int]] = {offer: [] for offer in range(len(of.capacities))}
    for learner in np.flatnonzero(places != NO_OFFER):
        holders[int(places[learner])].append(int(learner))
    return {offer: _filled(of, lots, offer, here) for offer, here in holders.items()}


def _filled(of: Round, lots: Ints, offer: int, here: list[int]) -> tuple[Limit, ...]:
    """Seat the learners of an offer one kind of seats after the other, the best first."""
    classes = {learner: _class(of, learner, offer) for learner in here}
    left, limits, seats = list(here), [], int(of.capacities[offer])
    for reserve in of.reserves_of(offer):
        members = reserve.members
        left.sort(key=lambda who: (not members[who], classes[who], lots[who]))
        limits.append(_limit(left[: reserve.seats], reserve.seats, members, classes, lots))
        left, seats = left[reserve.seats :], seats - reserve.seats
    left.sort(key=lambda who: (classes[who], lots[who]))
    limits.append(_limit(left[:seats], seats, None, classes, lots))
    return tuple(limits)


def _limit(
    seated: list[int], seats: int, members: Bools | None, classes: Mapping[int, int], lots: Ints
) -> Limit:
    if len(seated) < seats or not seated:
        return Limit(len(seated) < seats, (0, 0), members)
    last = seated[-1]
    outside = 0 if members is None or members[last] else 1
    return Limit(False, (outside * 256 + classes[last], int(lots[last])), members)


def _class(of: Round, learner: int, offer: int) -> int:
    found = np.flatnonzero(of.wishes[learner] == offer)
    return int(of.classes[learner, found[0]]) if len(found) else 0


def _wanting(of: Round, ranks: Ints, offer: int, kinds: tuple[Limit, ...], lots: Ints) -> list[int]:
    """Who wants the offer more than their place and would be taken."""
    learners, at = np.nonzero(of.wishes == offer)
    better = at < ranks[learners]
    learners, at = learners[better], at[better]
    classes = of.classes[learners, at].astype(np.int64)
    taken = np.zeros(len(learners), np.bool_)
    for kind in kinds:
        outside = 0 if kind.members is None else (~kind.members[learners]).astype(np.int64) * 256
        mine = classes + outside
        first, second = kind.last
        wins = (mine < first) | ((mine == first) & (lots[learners] < second))
        taken |= kind.free | wins
    return [int(one) for one in learners[taken]]
