"""Intervals: how often they cover the truth, and how quickly, beside resampling rows.

One JSON line a figure. The peers run in the same process on the same data: a bootstrap that resamples
rows with NumPy, and ``scipy.stats.bootstrap`` over the sites. The bound is one matrix product of the weights.
"""

import json
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from hedgerow.profile import intervals

Array = NDArray[np.float64]
TRIALS = 1_000
SHARE = 0.3
LEARNERS_A_SITE = 60
ROUNDS = 5


def seconds(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of a run, the first one (which fills caches) not counted."""
    run()
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        found.append(time.perf_counter() - begun)
    return float(np.median(found))


def tell(
    core: str, size: int, ours: float, unit: str, peer: str, theirs: float, bound: float
) -> None:
    """Print one figure; ratios above 1 mean that the peer is slower, or by how much ours is."""
    line = {"core": core, "size": size, "ours": ours, "unit": unit, "peer": peer}
    line |= {"peer_value": theirs, "ratio": theirs / ours, "ratio_to_bound": ours / bound}
    print(json.dumps(line), flush=True)


def sites(clusters: int, trials: int, seed: int = 5) -> tuple[Array, Array]:
    """Who came, of how many, by trial and site: alike within a site."""
    rng = np.random.default_rng(seed)
    size = np.maximum(3, rng.lognormal(np.log(LEARNERS_A_SITE), 0.7, (trials, clusters))).astype(
        int
    )
    chance = rng.beta(SHARE * 19, (1 - SHARE) * 19, size.shape)
    came = rng.binomial(size, chance)
    return came[..., None].astype(float), size[..., None].astype(float)


def by_rows(came: Array, size: Array, draws: int) -> Array:
    """The share over resampled sites, each resample gathering the rows of its learners."""
    rng = np.random.default_rng(7)
    whole = size[:, 0].astype(int)
    rows = np.concatenate(
        [
            np.r_[np.ones(int(yes)), np.zeros(n - int(yes))]
            for yes, n in zip(came[:, 0], whole, strict=True)
        ]
    )
    ends = np.cumsum(whole)
    answer = np.empty(draws)
    for draw in range(draws):
        picked = rng.integers(0, len(whole), len(whole))
        answer[draw] = np.concatenate(
            [rows[ends[site] - whole[site] : ends[site]] for site in picked]
        ).mean()
    return np.quantile(answer, [0.025, 0.975])


def by_scipy(came: Array, size: Array, draws: int) -> object:
    """The same by SciPy, over sums by site."""
    return stats.bootstrap(
        (came[:, 0], size[:, 0]),
        lambda above, below, axis=-1: above.sum(axis=axis) / below.sum(axis=axis),
        paired=True, vectorized=True, method="BCa", n_resamples=draws, rng=np.random.default_rng(8),
    )  # fmt: skip


def speed(clusters: int) -> None:
    came, size = (part[0] for part in sites(clusters, 1))
    weights = np.random.default_rng(1).poisson(1.0, (intervals.DRAWS, clusters)).astype(float)
    bound = seconds(lambda: (weights @ came, weights @ size))
    ours = seconds(lambda: intervals.share_interval(came, size))
    for name, peer in (("rows resampled with numpy", by_rows), ("scipy.stats.bootstrap", by_scipy)):
        theirs = seconds(lambda peer=peer: peer(came, size, intervals.DRAWS), rounds=1)
        tell("interval", clusters, ours, "s", name, theirs, bound)


def coverage(clusters: int) -> None:
    """Ours and the plain percentile bootstrap of the same draws, against the nominal 95 %."""
    came, size = sites(clusters, TRIALS)
    lower, upper = intervals.share_interval(came, size)
    ours = float(np.mean((lower <= SHARE) & (upper >= SHARE)))
    draws = np.sort(intervals.draw(intervals.ratio, came, size), axis=-1)
    low, high = np.nanquantile(draws, [0.025, 0.975], axis=-1)
    plain = float(np.mean((low <= SHARE) & (high >= SHARE)))
    tell("coverage", clusters, ours, "share", "percentile bootstrap", plain, 0.95)


if __name__ == "__main__":
    small = "--small" in sys.argv[1:]
    for clusters in (30, 300) if small else (30, 300, 1_000):
        speed(clusters)
    for clusters in (10, 30) if small else (10, 30, 300):
        coverage(clusters)
