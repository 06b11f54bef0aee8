"""Where measures read, and which measures there are: the literal list of contributions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hedgerow.features.collaboration import measures as collaboration
from hedgerow.features.engagement import measures as engagement
from hedgerow.foundation.warehouse.merging import merged
from hedgerow.foundation.warehouse.queries import table
from hedgerow.foundation.warehouse.units import Measure

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir

CONTRIBUTIONS = (collaboration.MEASURES, engagement.MEASURES)


def measures() -> Mapping[str, Measure]:
    """Every measure this version computes, by number, in order."""
    return {number: one for some in CONTRIBUTIONS for number, one in sorted(some.items())}


@dataclass(frozen=True, slots=True)
class EcosystemSource:
    """The published tables of an ecosystem and its parts: ``ecosystems``, the whole first."""

    ecosystems: tuple[int, ...]
    threshold: int

    def table(self, name: str) -> ir.Table:
        rows = table(name, self.ecosystems)
        return rows if len(self.ecosystems) == 1 else merged(name, rows, self.ecosystems[0])
