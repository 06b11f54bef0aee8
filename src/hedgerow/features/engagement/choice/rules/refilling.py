"""What becomes of a seat that is given back: it goes on to who wanted it most. Pure.

The seat goes to the first of those who want the offer more than their place, whose own seat goes
on in the same way, until nobody wants one: the others keep theirs, and the matching stays stable
(Y. Blum, A. E. Roth and U. G. Rothblum, Journal of Economic Theory 76, 1997).
"""

from dataclasses import dataclass

import numpy as np

from .acceptance import Matching, held_at
from .rounds import NO_OFFER, Bools, Ints
from .seats import Kinds


@dataclass(frozen=True, slots=True)
class Move:
    """A learner goes from one offer, or from none (-1), to another."""

    learner: int
    left: int
    took: int


def refill(
    seats: Kinds, lots: Ints, matching: Matching, gone: Bools
) -> tuple[Matching, tuple[Move, ...]]:
    """Take ``gone`` learners out of a stable matching and hand their seats on.

    Nobody who stays is worse off than before. Moves come in the order in which they happen, one a
    learner and step: somebody may move more than once.
    """
    at = _wish_of(seats, matching)
    at[gone] = NO_OFFER
    free = _free(seats, at)
    moves: list[Move] = []
    while True:
        best = _next(seats, lots, at, free, gone)
        if best is None:
            break
        learner, wish = best
        kind, left = int(seats.wishes[learner, wish]), int(at[learner])
        free[kind] -= 1
        if left != NO_OFFER:
            free[seats.wishes[learner, left]] += 1
        at[learner] = wish
        before = NO_OFFER if left == NO_OFFER else int(seats.offers[seats.wishes[learner, left]])
        if before != (took := int(seats.offers[kind])):  # else from an open seat to a reserved one
            moves.append(Move(learner, before, took))
    return held_at(seats, at, matching.proposals), tuple(moves)


def _wish_of(seats: Kinds, matching: Matching) -> Ints:
    """Which entry of their list of kinds each learner holds; -1 for none."""
    own = (seats.wishes == matching.kinds[:, None]) & (matching.kinds != NO_OFFER)[:, None]
    held: Ints = np.where(own.any(axis=1), own.argmax(axis=1), NO_OFFER).astype(np.int32)
    return held


def _free(seats: Kinds, at: Ints) -> Ints:
    holding = np.flatnonzero(at != NO_OFFER)
    taken = np.bincount(seats.wishes[holding, at[holding]], minlength=len(seats.capacities))
    free: Ints = (seats.capacities - taken).astype(np.int32)
    return free


def _next(seats: Kinds, lots: Ints, at: Ints, free: Ints, gone: Bools) -> tuple[int, int] | None:
    """The learner whom a free seat would take first, and which of their wishes it is."""
    wanted = (seats.wishes != NO_OFFER) & (free[seats.wishes] > 0) & ~gone[:, None]
    limit = np.where(at == NO_OFFER, seats.wishes.shape[1], at)
    wanted &= np.arange(seats.wishes.shape[1]) < limit[:, None]
    learners, wishes = np.nonzero(wanted)
    if not len(learners):
        return None
    kinds = seats.wishes[learners, wishes]
    first = np.lexsort((lots[learners], seats.classes[learners, wishes], kinds))[0]
    return int(learners[first]), int(wishes[first])
