"""How likely each wish is before anybody has drawn, by drawing many times. Pure."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .acceptance import matched
from .rounds import Round
from .seats import kinds_of

DRAWS = 1_000
"""With so many a chance of a half is told to within 3 in 100, nineteen times of twenty."""


def chances(
    of: Round, *, seed: int, draws: int = DRAWS, told: Callable[[int, int], None] | None = None
) -> NDArray[np.float64]:
    """The share of draws in which each learner got each of their wishes (learners × wishes).

    What is left to 1 is the chance of no place. The draws come from ``seed`` and are not the one
    that will count. ``told`` hears how many draws of how many are done.
    """
    rng, seats = np.random.default_rng(seed), kinds_of(of)
    counts, every = np.zeros(of.wishes.shape, np.int32), np.arange(of.learners)
    for done in range(1, draws + 1):
        found = matched(seats, rng.permutation(of.learners).astype(np.int32))
        placed = found.ranks >= 0
        counts[every[placed], found.ranks[placed]] += 1
        if told is not None:
            told(done, draws)
    return counts / draws
