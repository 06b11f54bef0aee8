"""A free seat is offered on, and whoever has a place keeps it until they have answered. Pure.

As ``refilling``, but nobody is moved unasked: who has a place holds it while another is offered to
them, and it goes on only when they take the other. If all take what they are offered, what comes
out is what ``refilling.refill`` gives at once.
"""

from dataclasses import dataclass

import numpy as np

from .rounds import NO_OFFER, Bools, Ints
from .seats import Kinds


@dataclass(frozen=True, slots=True)
class Standing:
    """Which entry of their list of kinds each learner holds (int32, -1 for none), and which is
    offered to them besides."""

    held: Ints
    offered: Ints


def offer_on(seats: Kinds, lots: Ints, now: Standing, out: Bools) -> Standing:
    """Hand on every free seat; learners who are ``out`` of the round get none.

    Who has no place is given one; who has one is offered the better. From an open to a reserved
    seat of the same offer one is moved unasked: nothing changes for them.
    """
    held, offered = now.held.copy(), now.offered.copy()
    free = free_seats(seats, now)
    while (found := _next(seats, lots, held, offered, free, out)) is not None:
        learner, wish = found
        free[seats.wishes[learner, wish]] -= 1
        if offered[learner] != NO_OFFER:  # a better one than that which was offered before
            free[seats.wishes[learner, offered[learner]]] += 1
            offered[learner] = NO_OFFER
        if held[learner] == NO_OFFER:
            held[learner] = wish
        elif _same_offer(seats, learner, int(held[learner]), wish):
            free[seats.wishes[learner, held[learner]]] += 1
            held[learner] = wish
        else:
            offered[learner] = wish
    return Standing(held, offered)


def _same_offer(seats: Kinds, learner: int, one: int, other: int) -> bool:
    kinds = seats.wishes[learner]
    return int(seats.offers[kinds[one]]) == int(seats.offers[kinds[other]])


def free_seats(seats: Kinds, now: Standing) -> Ints:
    """How many seats of each kind nobody holds, and which are offered to nobody."""
    free = seats.capacities.astype(np.int32).copy()
    for entries in (now.held, now.offered):
        who = np.flatnonzero(entries != NO_OFFER)
        free -= np.bincount(seats.wishes[who, entries[who]], minlength=len(free)).astype(np.int32)
    return free


def _next(
    seats: Kinds, lots: Ints, held: Ints, offered: Ints, free: Ints, out: Bools
) -> tuple[int, int] | None:
    """The learner whom a free seat would take first, and which of their wishes it is."""
    width = seats.wishes.shape[1]
    best = np.where(offered != NO_OFFER, offered, np.where(held != NO_OFFER, held, width))
    wanted = (seats.wishes != NO_OFFER) & (free[seats.wishes] > 0) & ~out[:, None]
    wanted &= np.arange(width) < best[:, None]
    learners, wishes = np.nonzero(wanted)
    if not len(learners):
        return None
    kinds = seats.wishes[learners, wishes]
    first = np.lexsort((lots[learners], seats.classes[learners, wishes], kinds))[0]
    return int(learners[first]), int(wishes[first])
