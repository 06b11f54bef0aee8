"""Who is paired with whom so that all costs together are least, and how sure that is."""

from dataclasses import replace
from typing import Final

import numpy as np

from .certifying import Certificate, certify
from .problem import Assigned, Problem

EXACT_UP_TO: Final = 20_000
"""Needs up to which the least cost is found exactly; beyond, an auction comes near it."""
NEAR: Final = 0.01
FINEST: Final = 1
FINER: Final = 4


def assign(
    of: Problem, *, near: float = NEAR, exact_up_to: int = EXACT_UP_TO
) -> tuple[Assigned, Certificate]:
    """The cheapest assignment, or one that is within ``near`` of it, with what proves it."""
    if of.needs <= exact_up_to:
        found = exactly(of)
        return found, certify(of, found)
    return by_auction(of, near=near)


def exactly(of: Problem) -> Assigned:
    """The assignment of least cost."""
    from ._exact import shortest  # compiled when it is first needed, which takes seconds

    offers, prices = shortest(
        of.first, of.offers, of.costs, of.places, of.base, of.step, of.waiting
    )
    return Assigned(offers, prices, "exact")


def by_auction(of: Problem, *, near: float = NEAR) -> tuple[Assigned, Certificate]:
    """Auctions with ever finer bids, until the outcome is proved to be within ``near`` of the best.

    The bound of an earlier auction holds for a later one too. Bids of less than a thousandth of a
    point are not made: there, the gap is whatever it is, and the certificate says it.
    """
    from ._auction import bid  # compiled when it is first needed, which takes seconds

    typical = float(np.median(of.costs)) if len(of.costs) else 1.0
    epsilon = max(FINEST, round(4 * near * max(typical, 1.0)))
    best: tuple[Assigned, Certificate] | None = None
    while True:
        offers, prices = bid(
            of.first, of.offers, of.costs, of.places, of.base, of.step, of.waiting, epsilon
        )
        found = Assigned(offers, prices, "auction")
        proof = certify(of, found)
        if best is not None:
            bound = max(proof.bound, best[1].bound)
            proof = replace(proof, bound=bound)
            if best[1].cost <= proof.cost:
                found, proof = best[0], replace(best[1], bound=bound)
        if proof.gap <= near or epsilon <= FINEST:
            return found, proof
        best, epsilon = (found, proof), max(FINEST, epsilon // FINER)
