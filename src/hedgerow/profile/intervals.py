"""95 % intervals of a measure, by resampling or linearising over its clusters.

Every function takes sums per cluster, shaped ``(..., clusters, columns)``, and answers arrays
shaped ``(...)``: one call can serve one reading or a thousand simulated trials. Which method
serves which estimator, and the corrections for small samples, are explained in
``docs/decisions/0101-intervals.md`` with the coverage found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Estimator = Callable[[Array, Array], Array]
"""From numerators and denominators summed over clusters, ``(..., columns)``, to ``(...)``."""
Bounds = tuple[Array, Array]

FEW_CLUSTERS = 30
DRAWS, AT_ONCE = 2_000, 4_000_000
"""How many draws, and how many of their weights are spread out to multiply at a time."""
TAIL = 0.025
PRIOR_CLUSTERS = 2.0
PRIOR_CORRELATION = 0.05
"""A design effect measured on few clusters is drawn towards that of this correlation within
a cluster, as if by so many clusters more."""


def ratio(numerators: Array, denominators: Array) -> Array:
    """Ratio of the sums in the first column; not a number where nothing was counted."""
    return _divide(numerators[..., 0], denominators[..., 0])


def diversity(numerators: Array, denominators: Array) -> Array:
    """Effective number of columns: exp of the entropy of their shares (Hill number, q = 1)."""
    answer: Array = np.exp(_entropy(numerators, denominators))
    return answer


def _entropy(numerators: Array, _: Array) -> Array:
    shares = _divide(numerators, numerators.sum(axis=-1, keepdims=True))
    answer: Array = special.entr(np.clip(shares, 0.0, None)).sum(axis=-1)
    return answer


def share_interval(numerators: Array, denominators: Array) -> Bounds:
    """Interval of a share (a ratio between 0 and 1)."""
    if numerators.shape[-2] < FEW_CLUSTERS:
        return wilson(numerators[..., 0], denominators[..., 0])
    drawn = bootstrap(ratio, numerators, denominators)
    return drawn.low(), drawn.high()


def ratio_interval(numerators: Array, denominators: Array) -> Bounds:
    """Interval of any other ratio of sums."""
    few = numerators.shape[-2] < FEW_CLUSTERS
    found = (linearised if few else bootstrap)(ratio, numerators, denominators)
    return found.low(), found.high()


def diversity_interval(numerators: Array, denominators: Array) -> Bounds:
    """Interval of the effective number of columns, between 1 and their number."""
    clusters, columns = numerators.shape[-2:]
    if clusters < FEW_CLUSTERS:
        entropy = linearised(
            _entropy, numerators, denominators, degrees=(clusters - 1) / 2, unbias=True
        )
        lower, upper = np.exp(entropy.low()), np.exp(entropy.high())
    else:
        drawn = bootstrap(diversity, numerators, denominators)
        lower, upper = drawn.low(), drawn.high()
    return np.maximum(lower, 1.0), np.minimum(upper, float(columns))


def wilson(numerators: Array, denominators: Array) -> Bounds:
    """Wilson's score interval with the sample shrunk by the design effect, shaped (..., clusters).

    Uses Student's t for the normal quantile, so that few clusters widen it.
    """
    clusters = numerators.shape[-1]
    n = denominators.sum(axis=-1)
    share = _divide(numerators.sum(axis=-1), n)
    variance = _variance_of_ratio(numerators, denominators)
    prior = 1 + (_divide((denominators**2).sum(axis=-1), n) - 1) * PRIOR_CORRELATION
    simple = _divide(share * (1 - share), n)
    measured = np.where(simple > 0, _divide(variance, simple), prior)
    degrees = clusters - 1
    effect = (degrees * measured + PRIOR_CLUSTERS * prior) / (degrees + PRIOR_CLUSTERS)
    return score_bounds(share, n / np.maximum(effect, 1.0), _t(clusters - 1))


def score_bounds(share: Array, n: Array, quantile: float) -> Bounds:
    """Wilson's bounds for a share of ``n`` independent units."""
    squared = quantile**2
    centre = (share + squared / (2 * n)) / (1 + squared / n)
    spread = np.sqrt(np.clip(share * (1 - share), 0, None) / n + squared / (4 * n**2))
    half = quantile / (1 + squared / n) * spread
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Linearised:
    """Student's t about a centre; ``tail`` is the probability left outside one bound."""

    centre: Array
    error: Array
    degrees: float

    def low(self, tail: float = TAIL) -> Array:
        return self.centre - _t(self.degrees, tail) * self.error

    def high(self, tail: float = TAIL) -> Array:
        return self.centre + _t(self.degrees, tail) * self.error


@dataclass(frozen=True, slots=True)
class Resampled:
    """Bias-corrected, accelerated quantiles of sorted draws, widened for few clusters."""

    ordered: Array
    bias: Array
    acceleration: Array
    clusters: int

    def low(self, tail: float = TAIL) -> Array:
        return self._at(-1.0, tail)

    def high(self, tail: float = TAIL) -> Array:
        return self._at(1.0, tail)

    def _at(self, side: float, tail: float) -> Array:
        wide = np.sqrt(self.clusters / (self.clusters - 1)) * _t(self.clusters - 1, tail)
        moved = self.bias + side * wide
        place = special.ndtr(self.bias + moved / (1 - self.acceleration * moved))
        return _quantile(self.ordered, place)


def linearised(
    estimator: Estimator,
    numerators: Array,
    denominators: Array,
    *,
    degrees: float | None = None,
    unbias: bool = False,
) -> Linearised:
    """Student's t on the estimator, its variance found by leaving each cluster out in turn."""
    clusters = numerators.shape[-2]
    value = estimator(numerators.sum(axis=-2), denominators.sum(axis=-2))
    without = leave_one_out(estimator, numerators, denominators)
    mean = without.mean(axis=-1)
    spread = ((without - mean[..., None]) ** 2).sum(axis=-1) * (clusters - 1) / clusters
    centre = value - (clusters - 1) * (mean - value) if unbias else value
    return Linearised(centre, np.sqrt(spread), clusters - 1 if degrees is None else degrees)


def bootstrap(estimator: Estimator, numerators: Array, denominators: Array) -> Resampled:
    """Poisson bootstrap over clusters.

    Deterministic: the weights depend on the number of clusters alone.
    """
    value = estimator(numerators.sum(axis=-2), denominators.sum(axis=-2))[..., None]
    draws = draw(estimator, numerators, denominators)
    below = (draws < value).mean(axis=-1) + (draws == value).mean(axis=-1) / 2
    pull = leave_one_out(estimator, numerators, denominators)
    pull = pull.mean(axis=-1, keepdims=True) - pull
    skew = _divide((pull**3).sum(axis=-1), 6 * (pull**2).sum(axis=-1) ** 1.5)
    return Resampled(
        ordered=np.sort(draws, axis=-1),
        bias=special.ndtri(np.clip(below, 1 / DRAWS, 1 - 1 / DRAWS)),
        acceleration=np.nan_to_num(skew),
        clusters=numerators.shape[-2],
    )


def draw(estimator: Estimator, numerators: Array, denominators: Array) -> Array:
    """The estimator over ``DRAWS`` Poisson resamples of the clusters, shaped (..., draws)."""
    weights = _weights(numerators.shape[-2])
    some = max(1, AT_ONCE // weights.shape[1])
    parts = [
        estimator(part @ numerators, part @ denominators)
        for part in (weights[at : at + some].astype(np.float64) for at in range(0, DRAWS, some))
    ]
    return np.concatenate(parts, axis=-1)


def leave_one_out(estimator: Estimator, numerators: Array, denominators: Array) -> Array:
    """The estimator without each cluster in turn, shaped (..., clusters)."""
    return estimator(
        numerators.sum(axis=-2, keepdims=True) - numerators,
        denominators.sum(axis=-2, keepdims=True) - denominators,
    )


def _variance_of_ratio(numerators: Array, denominators: Array) -> Array:
    """Leverage-corrected linearised variance of a ratio of sums, shaped (..., clusters) in."""
    clusters = numerators.shape[-1]
    total = denominators.sum(axis=-1, keepdims=True)
    residual = numerators - _divide(numerators.sum(axis=-1, keepdims=True), total) * denominators
    leverage = np.minimum(_divide(denominators, total), 0.99)
    pull = residual / (1 - leverage)
    pull = pull - pull.mean(axis=-1, keepdims=True)
    spread = (clusters - 1) / clusters * (pull**2).sum(axis=-1)
    return _divide(spread, total[..., 0] ** 2)


def _quantile(ordered: Array, at: Array) -> Array:
    """The quantile ``at`` of each sorted row, interpolated; undefined draws (last) are skipped."""
    defined = np.isfinite(ordered).sum(axis=-1)
    place = np.clip(at, 0, 1) * np.maximum(defined - 1, 0)
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(defined - 1, 0))
    first = np.take_along_axis(ordered, low[..., None], axis=-1)[..., 0]
    second = np.take_along_axis(ordered, high[..., None], axis=-1)[..., 0]
    answer: Array = first + (second - first) * (place - low)
    return answer


@lru_cache(maxsize=8)
def _weights(clusters: int) -> NDArray[np.uint8]:
    """How often each draw takes each cluster: small numbers, of which a country needs many."""
    seed = np.random.default_rng([20150101, clusters])
    drawn = np.empty((DRAWS, clusters), np.uint8)
    for row in drawn:
        row[:] = seed.poisson(1.0, clusters)
    return drawn


@lru_cache(maxsize=256)
def _t(degrees: float, tail: float = TAIL) -> float:
    return float(special.stdtrit(degrees, 1 - tail))


def _divide(above: Any, below: Any) -> Array:
    """Above ÷ below, not a number where below is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        answer: Array = np.where(below != 0, np.divide(above, below), np.nan)
    return answer
