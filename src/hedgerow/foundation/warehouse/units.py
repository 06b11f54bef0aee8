"""The unit table: how a measure is defined, once, for value, interval, drill-down and trend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from hedgerow.foundation.warehouse.readings import Window

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir
    import polars as pl

Estimator = Literal["share", "ratio", "diversity", "parity"]
Kept = TypeVar("Kept")
Figures = tuple[float | None, float | None, float | None]
"""A value with its lower and upper bound."""


@dataclass(frozen=True, slots=True, eq=False)
class UnitTable:
    """Units with their cluster, numerator and denominator; one row each, all arrays equally long.

    ``kind`` is the kind of subject that ``units`` (public ids, "" for a row that stands for
    records nobody can open) resolve to. ``clusters`` are the ids to resample, the site as a
    rule. ``columns`` says into which of ``names`` a row counts, where an estimator reads
    several sums: sectors for diversity; everyone, then each group, for parity.
    """

    kind: str
    units: "pl.Series"
    clusters: NDArray[np.int64]
    numerators: NDArray[np.float64]
    denominators: NDArray[np.float64]
    columns: NDArray[np.int64] | None = None
    names: tuple[str, ...] = ("",)

    def sums(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Numerators and denominators summed by cluster and column, (clusters, columns) each."""
        _, place = np.unique(self.clusters, return_inverse=True)
        width = len(self.names)
        cells = place * width + (0 if self.columns is None else self.columns)
        size = (int(place.max()) + 1) * width if len(place) else 0
        return (
            _summed(cells, self.numerators, size).reshape(-1, width),
            _summed(cells, self.denominators, size).reshape(-1, width),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What a measure found: its units, or the reason why there is nothing to read.

    ``state`` and ``reason`` are set by the measure's own guards; the engine adds the common
    ones (n, coverage). ``figures`` are given where the value is no estimate over the units, as in a
    network, whose nodes cannot be resampled; the units are then only what it was read from.
    ``cells`` are the counts of learners that could be worked out; ``coverage_of`` is how many learners coverage is a share of, if it is one of learners. ``inner``
    says that activities which members alone may see make a difference to a figure of organisations.
    """

    estimator: Estimator
    table: UnitTable | None
    n: int = 0
    coverage: float = 0.0
    state: Literal["ok", "insufficient", "data_error"] = "ok"
    reason: str = ""
    cells: Sequence[int] = field(default_factory=tuple)
    coverage_of: int | None = None
    figures: Figures | None = None
    inner: bool = False


def _summed(
    cells: NDArray[np.int64], weights: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Weights summed by cell, ``size`` cells."""
    return np.bincount(cells, weights, size).astype(np.float64)


class Source(Protocol):
    """Where a measure reads: published tables of an ecosystem and its parts, by name.

    ``ecosystems`` are their ids, the whole first. Each person is in the roll once.
    """

    @property
    def ecosystems(self) -> tuple[int, ...]: ...

    @property
    def threshold(self) -> int: ...

    def table(self, name: str) -> "ir.Table": ...

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        """What ``make`` gives, made once for all measures that read this source."""
        ...


Measure = Callable[[Source, Window], Measured]
