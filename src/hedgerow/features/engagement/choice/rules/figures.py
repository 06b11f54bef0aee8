"""What came of a round, counted. Pure."""

from dataclasses import dataclass

import numpy as np

from .acceptance import Matching
from .rounds import NO_OFFER, Ints, Round


@dataclass(frozen=True, slots=True)
class Line:
    """One offer: its seats, how many wished for it, wished for it first, and got it.

    The last one in of the open seats had ``last_class`` and was at ``last_lot`` (from 1) in the
    draw; None where an open seat is left.
    """

    seats: int
    wished: int
    first: int
    placed: int
    last_class: int | None
    last_lot: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of all: ``by_rank`` counts who got their first wish, their second, and so on."""

    learners: int
    placed: int
    by_rank: tuple[int, ...]
    offers: tuple[Line, ...]


def figures_of(of: Round, lots: Ints, matching: Matching) -> Figures:
    """Count a matching."""
    placed = matching.ranks[matching.ranks != NO_OFFER]
    by_rank = np.bincount(placed, minlength=of.wishes.shape[1])
    lines = tuple(_line(of, lots, matching, offer) for offer in range(len(of.capacities)))
    return Figures(of.learners, len(placed), tuple(int(one) for one in by_rank), lines)


def _line(of: Round, lots: Ints, matching: Matching, offer: int) -> Line:
    seats, here = int(of.capacities[offer]), matching.places == offer
    in_open = np.flatnonzero(matching.kinds == offer)
    open_seats = seats - sum(one.seats for one in of.reserves_of(offer))
    wished = of.wishes == offer
    last: tuple[int | None, int | None] = (None, None)
    if len(in_open) and len(in_open) >= open_seats:
        classes = of.classes[in_open, matching.ranks[in_open]].astype(np.int64)
        at = np.lexsort((lots[in_open], classes))[-1]
        last = int(classes[at]), int(lots[in_open][at]) + 1
    first = int(wished[:, 0].sum()) if wished.shape[1] else 0
    return Line(seats, int(wished.sum()), first, int(here.sum()), *last)
