"""From what a measure found to its reading: value, interval and the guards common to all."""

import math

import numpy as np

from hedgerow.foundation.warehouse.readings import Reading, State, Window
from hedgerow.foundation.warehouse.units import Estimator, Measured, UnitTable
from hedgerow.profile import intervals, parity

MINIMUM_RECORDS = 5
MINIMUM_COVERAGE = 0.5

_VALUE = {
    "share": intervals.ratio,
    "ratio": intervals.ratio,
    "diversity": intervals.diversity,
    "parity": parity.parity,
}
_INTERVAL = {
    "share": intervals.share_interval,
    "ratio": intervals.ratio_interval,
    "diversity": intervals.diversity_interval,
    "parity": parity.parity_interval,
}


def estimate(
    table: UnitTable, estimator: Estimator
) -> tuple[float | None, float | None, float | None]:
    """Value, lower and upper bound; the bounds are None when there is a single cluster."""
    numerators, denominators = table.sums()
    if not len(numerators):
        return None, None, None
    value = _number(_VALUE[estimator](numerators.sum(axis=0), denominators.sum(axis=0)))
    if value is None or len(numerators) < 2:
        return value, None, None
    with np.errstate(all="ignore"):
        lower, upper = _INTERVAL[estimator](numerators, denominators)
    return value, _number(lower), _number(upper)


def reading(number: str, measured: Measured, window: Window) -> Reading:
    """The reading of a measure, without its level.

    Fewer than 5 base records or less than half of the needed records is insufficient, never 0.
    """
    state, reason = _state(measured)
    value = lower = upper = None
    if state == "ok" and measured.table is not None:
        value, lower, upper = measured.figures or estimate(measured.table, measured.estimator)
        if value is None:
            state, reason = "insufficient", "undefined"
    return Reading(
        number=number,
        state=state,
        reason=reason,
        window=window,
        value=value,
        n=measured.n,
        coverage=measured.coverage,
        lower=lower,
        upper=upper,
        is_share=measured.estimator == "share",
        smallest_cell=min(measured.cells, default=None),
        coverage_of=measured.coverage_of,
        inner=measured.inner,
        clusters=_clusters(measured),
    )


def _state(measured: Measured) -> tuple[State, str]:
    if measured.state != "ok":
        return measured.state, measured.reason
    if measured.table is None or measured.n < MINIMUM_RECORDS:
        return "insufficient", "too_few"
    if measured.coverage < MINIMUM_COVERAGE:
        return "insufficient", "coverage"
    return "ok", ""


def _clusters(measured: Measured) -> int:
    """How many were resampled; of a network none."""
    if measured.table is None or measured.figures:
        return 0
    return len(np.unique(measured.table.clusters))


def _number(value: object) -> float | None:
    number = float(np.asarray(value))
    return number if math.isfinite(number) else None
