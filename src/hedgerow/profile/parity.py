"""The interval of an equity measure: the lowest group's rate beside the rate of all.

The smallest of several estimates is itself uncertain about *which* group is lowest. The lower
bound is the lowest of the groups' lower bounds. The upper bound is the lowest of their upper
bounds, each taken further out the more groups may be the lowest (those whose own lower bound
lies below every group's upper bound); then one tail holds the whole error, since groups that are
alike almost never all lie too high at once.
"""

import numpy as np

from hedgerow.profile.intervals import (
    FEW_CLUSTERS,
    PRIOR_CORRELATION,
    TAIL,
    Array,
    Bounds,
    Estimator,
    Linearised,
    Resampled,
    bootstrap,
    linearised,
    score_bounds,
)


def parity(numerators: Array, denominators: Array) -> Array:
    """Lowest group rate ÷ overall rate; column 0 is everyone, the others are the groups."""
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = numerators / denominators
        answer: Array = np.min(rates[..., 1:], axis=-1) / rates[..., 0]
    return answer


def parity_interval(numerators: Array, denominators: Array) -> Bounds:
    """Interval of ``parity`` from sums shaped (..., clusters, 1 + groups)."""
    groups = range(1, numerators.shape[-1])
    found = [_group(column, numerators, denominators) for column in groups]
    value = parity(numerators.sum(axis=-2), denominators.sum(axis=-2))
    lows = np.stack([bounds.low() for bounds in found], axis=-1)
    highs = np.stack([bounds.high() for bounds in found], axis=-1)
    contenders = np.maximum((lows <= highs.min(axis=-1)[..., None]).sum(axis=-1), 1)
    upper = np.full(value.shape, np.inf)
    for column, bounds in zip(groups, found, strict=True):
        high = _highest(bounds, contenders, len(found))
        empty = numerators[..., column].sum(axis=-1) == 0
        upper = np.minimum(upper, np.where(empty, _nobody(column, numerators, denominators), high))
    return np.maximum(lows.min(axis=-1), 0.0), np.maximum(upper, value)


def _group(column: int, numerators: Array, denominators: Array) -> Linearised | Resampled:
    few = numerators.shape[-2] < FEW_CLUSTERS
    return (linearised if few else bootstrap)(_relative(column), numerators, denominators)


def _relative(column: int) -> Estimator:
    def relative(numerators: Array, denominators: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = numerators / denominators
            answer: Array = rates[..., column] / rates[..., 0]
        return answer

    return relative


def _highest(bounds: Linearised | Resampled, contenders: Array, groups: int) -> Array:
    """The upper bound at the tail that the number of contenders for the lowest place asks for."""
    high = bounds.high()
    for count in range(2, groups + 1):
        high = np.where(contenders == count, bounds.high(2 * TAIL / count), high)
    return high


def _nobody(column: int, numerators: Array, denominators: Array) -> Array:
    """Upper bound for a group of which nobody came, from as many units as it has clusters' worth."""
    sizes = denominators[..., column]
    total = sizes.sum(axis=-1)
    alike = 1 + ((sizes**2).sum(axis=-1) / total - 1) * PRIOR_CORRELATION
    overall = numerators[..., 0].sum(axis=-1) / denominators[..., 0].sum(axis=-1)
    upper = score_bounds(np.zeros_like(total), total / np.maximum(alike, 1.0), 1.96)[1]
    answer: Array = upper / overall
    return answer
