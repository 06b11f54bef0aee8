"""How far from the best an assignment can be at most, found by what any prices prove.

It shares no code with the ways of assigning. For any prices p of the offers no assignment costs
less than Σ_i min(waiting_i, min_j cost_ij + p_j) − Σ_j Σ_k max(0, p_j − s_jk), where s_jk is what
the k-th place of offer j costs: the dual of the transport problem (D. P. Bertsekas, Network
Optimization, 1998, chapter 7).
"""

from dataclasses import dataclass

import numpy as np

from .problem import UNPAIRED, Assigned, Ints, Problem


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an assignment costs and what none can cost less than, in thousandths.

    ``paired`` counts the needs that found somebody.
    """

    cost: int
    bound: int
    paired: int

    @property
    def gap(self) -> float:
        """By what share of its cost the assignment may be dearer than the best one, from 0.

        Nothing costs less than nothing, even where prices prove no more than a bound below it.
        """
        least = max(0, self.bound)
        return (self.cost - least) / self.cost if self.cost > least else 0.0

    @property
    def is_best(self) -> bool:
        return self.cost == self.bound


def certify(of: Problem, found: Assigned) -> Certificate:
    """Cost and bound; raises ValueError for what is no assignment of the problem."""
    return Certificate(
        cost_of(of, found.offers), bound_of(of, found.prices), int((found.offers >= 0).sum())
    )


def cost_of(of: Problem, offers: Ints) -> int:
    """What an assignment costs, waiting and load included."""
    if offers.shape != (of.needs,):
        raise ValueError("an assignment says of each need who it is paired with")
    owner = np.repeat(np.arange(of.needs), np.diff(of.first))
    chosen = of.offers == offers[owner]
    times = np.bincount(owner[chosen], minlength=of.needs)
    paired = offers != UNPAIRED
    if not np.array_equal(times, paired.astype(times.dtype)):
        raise ValueError("a need is paired with an offer that it may not have")
    load = np.bincount(offers[paired], minlength=len(of.places))
    if (load > of.places).any():
        raise ValueError("an offer has more learners than places")
    loads = int((load * of.base + of.step * (load * (load - 1) // 2)).sum())
    return int(of.costs[chosen].sum()) + int(of.waiting[~paired].sum()) + loads


def bound_of(of: Problem, prices: Ints) -> int:
    """What no assignment can cost less than, by these prices."""
    owner = np.repeat(np.arange(of.needs), np.diff(of.first))
    least = np.minimum(of.waiting, of.beyond + int(prices.min(initial=0)))
    np.minimum.at(least, owner, of.costs + prices[of.offers])
    rent = 0
    for place in range(int(of.places.max(initial=0))):
        above = prices - (of.base + place * of.step)
        rent += int(above[(of.places > place) & (above > 0)].sum())
    return int(least.sum()) - rent
