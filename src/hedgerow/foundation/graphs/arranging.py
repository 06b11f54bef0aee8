"""Who lies near whom in a network, before it is known what it is drawn upon. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Pairs = tuple[tuple[tuple[int, int], int], ...]
"""Ties with how strong each is, in order."""
SEED = 7
KEPT = 32
"""So many are kept; of 150 nodes one takes some 40 KB, and its ties as much."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Those who hang together, in order, and where each lies before the sheet is known."""

    names: tuple[int, ...]
    spread: NDArray[np.float64]


@lru_cache(maxsize=KEPT)
def arranged(pairs: Pairs) -> tuple[Mapping[int, int], tuple[Knot, ...]]:
    """The community of each, and who hangs together: the same on every sheet.

    Source: Fruchterman & Reingold 1991 for the places, Blondel et al. 2008 for the communities.
    """
    import networkx as nx  # slow to import

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted({one for pair, _number in pairs for one in pair}))
    graph.add_weighted_edges_from((*pair, number) for pair, number in pairs)
    if not graph:
        return {}, ()
    found = nx.community.louvain_communities(graph, seed=SEED)
    ordered = sorted(found, key=lambda some: (-len(some), min(some)))
    of = {one: number for number, some in enumerate(ordered, 1) for one in some}
    parts = sorted(nx.connected_components(graph), key=lambda some: (-len(some), min(some)))
    return of, tuple(_knot(graph.subgraph(sorted(some))) for some in parts)


def _knot(graph: nx.Graph[int]) -> Knot:
    import networkx as nx

    names = tuple(sorted(graph))
    spread = nx.spring_layout(graph, seed=SEED, iterations=80, weight=None)
    return Knot(names, np.array([spread[one] for one in names]))
