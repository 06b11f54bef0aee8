"""Deferred acceptance: the stable matching that is best for every learner. Pure.

Learners ask for their wishes in order; an offer holds the best it has seen and refuses the rest
(D. Gale and L. S. Shapley, American Mathematical Monthly 69, 1962). With lists as long as wanted
nobody gains by telling other wishes than their own.
"""

from dataclasses import dataclass

import numpy as np

from .rounds import NO_OFFER, Ints, Round
from .seats import Kinds, kinds_of


@dataclass(frozen=True, slots=True)
class Matching:
    """Who got what.

    ``places`` (int32) is each learner's offer, -1 for none; ``ranks`` (int32) which of their wishes
    it was, from 0; ``kinds`` (int32) the kind of seat (``seats.Kinds``). ``proposals`` counts how
    often somebody was asked.
    """

    places: Ints
    ranks: Ints
    kinds: Ints
    proposals: int


def match(of: Round, lots: Ints) -> Matching:
    """Match a round; ``lots`` (int32) are the learners' places in the draw, each once.

    Raises ValueError where the lots are no draw of these learners.
    """
    if lots.shape != (of.learners,) or not np.array_equal(
        np.bincount(lots, minlength=of.learners), np.ones(of.learners, np.int64)
    ):
        raise ValueError("a draw gives each learner a place of their own")
    return matched(kinds_of(of), lots)


def matched(seats: Kinds, lots: Ints) -> Matching:
    """The same where the kinds of seats are known already, for one draw after the other."""
    from ._held import hold  # compiled when it is first needed, which takes seconds

    at, proposals = hold(seats.wishes, seats.classes, lots.astype(np.uint32), seats.capacities)
    return held_at(seats, at, int(proposals))


def held_at(seats: Kinds, at: Ints, proposals: int) -> Matching:
    """The matching in which each learner has that entry of their list of kinds, -1 for none."""
    placed, every = at != NO_OFFER, np.arange(len(at))
    if not placed.any():
        nothing = np.full(len(at), NO_OFFER, np.int32)
        return Matching(nothing, nothing, nothing, proposals)
    where = np.where(placed, at, 0)
    kinds = np.where(placed, seats.wishes[every, where], NO_OFFER).astype(np.int32)
    places = np.where(placed, seats.offers[kinds], NO_OFFER).astype(np.int32)
    ranks = np.where(placed, seats.ranks[every, where], NO_OFFER).astype(np.int32)
    return Matching(places, ranks, kinds, proposals)
