"""The problem of pairing as arrays: who could be paired at what cost, and how many places there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pairs import ONE, Needed, Offered, Weights, load_steps, refusal, terms

Ints = NDArray[np.int64]
UNPAIRED = -1


@dataclass(frozen=True, eq=False)
class Problem:
    """Pairs that may be, sorted by need: those of need i are ``first[i]`` to ``first[i + 1]``.

    ``offers`` (int64) names each pair's offer and ``costs`` (int64, thousandths) what it costs.
    An offer has ``places``; its k-th free one (from 0) costs ``base + k × step`` more. A need that
    stays unpaired costs ``waiting``. ``beyond`` is the least that a pair left out of the list may
    cost, by need; where none was left out it is ``waiting`` or more.
    """

    first: Ints
    offers: Ints
    costs: Ints
    places: Ints
    base: Ints
    step: Ints
    waiting: Ints
    beyond: Ints

    @property
    def needs(self) -> int:
        return len(self.first) - 1


@dataclass(frozen=True, eq=False)
class Assigned:
    """Each need's offer, -1 for none; ``prices`` (int64, thousandths) are the offers' dual prices."""

    offers: Ints
    prices: Ints
    method: str


def problem_of(
    offers: Sequence[Offered],
    needs: Sequence[Needed],
    weights: Weights,
    forbidden: Collection[tuple[int, int]] = (),
) -> Problem:
    """Every pair that may be and costs less than waiting; ``forbidden`` are keys of offer and need."""
    no, waiting = set(forbidden), round(weights.waiting * ONE)
    first, where, costs = [0], [], []
    for need in needs:
        for at, offer in enumerate(offers):
            if not offer.free or (offer.key, need.key) in no or refusal(offer, need, weights):
                continue
            cost = terms(offer, need, weights).cost
            if cost < waiting:
                where.append(at)
                costs.append(cost)
        first.append(len(where))
    loads = [load_steps(offer, weights) for offer in offers]
    return Problem(
        ints(first), ints(where), ints(costs), ints([offer.free for offer in offers]),
        ints([base for base, _step in loads]), ints([step for _base, step in loads]),
        np.full(len(needs), waiting, np.int64), np.full(len(needs), waiting, np.int64),
    )  # fmt: skip


def ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)
