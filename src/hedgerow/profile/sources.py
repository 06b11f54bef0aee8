"""Where measures read, and which measures there are: the literal list of contributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import ibis

from hedgerow.features.accountability import measures as accountability
from hedgerow.features.collaboration import measures as collaboration
from hedgerow.features.engagement import measures as engagement
from hedgerow.foundation.warehouse.merging import merged
from hedgerow.foundation.warehouse.queries import forget, table
from hedgerow.foundation.warehouse.units import Kept, Measure

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir

CONTRIBUTIONS = (collaboration.MEASURES, engagement.MEASURES, accountability.MEASURES)


def measures() -> Mapping[str, Measure]:
    """Every measure this version computes, by number, in order."""
    return {number: one for some in CONTRIBUTIONS for number, one in sorted(some.items())}


@dataclass(frozen=True, slots=True)
class EcosystemSource:
    """The published tables of an ecosystem and its parts: ``ecosystems``, the whole first.

    ``with`` lets go, at its end, of what measures kept.
    """

    ecosystems: tuple[int, ...]
    threshold: int
    _kept: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def table(self, name: str) -> ir.Table:
        rows = table(name, self.ecosystems)
        return rows if len(self.ecosystems) == 1 else merged(name, rows, self.ecosystems[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        """Let go of what was kept."""
        for one in self._kept.values():
            if isinstance(one, ibis.Table):
                forget(one)
        self._kept.clear()

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        if key not in self._kept:
            self._kept[key] = make()
        found: Kept = self._kept[key]
        return found
