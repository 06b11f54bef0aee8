"""Kernels over undirected simple graphs: degrees, centralisation, the largest component."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Graph"]


@dataclass(frozen=True, eq=False)
class Graph:
    """``size`` nodes numbered from 0, and ``edges``, (E, 2) of them, each pair once, no loops."""

    size: int
    edges: NDArray[np.int64]

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        """How many neighbours each node has, in the order of the nodes."""
        return np.bincount(self.edges.ravel(), minlength=self.size).astype(np.int64)

    @property
    def mean_degree(self) -> float:
        """2E/n; 0 without nodes."""
        return 2 * len(self.edges) / self.size if self.size else 0.0

    @property
    def centralisation(self) -> float | None:
        """Σ(d_max − d_i) / [(n−1)(n−2)], from 0 to 1 in a star; None with fewer than three nodes.

        Source: Freeman 1979, Centrality in social networks.
        """
        if self.size < 3:
            return None
        short = self.degrees.max() - self.degrees
        return float(short.sum() / ((self.size - 1) * (self.size - 2)))

    @cached_property
    def components(self) -> NDArray[np.int64]:
        """The component of each node, by a number from 0."""
        # slow to import, and every page's addresses lead here
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        ones = np.ones(len(self.edges), dtype=np.int8)
        shape = (self.size, self.size)
        matrix = coo_array((ones, (self.edges[:, 0], self.edges[:, 1])), shape=shape)
        return connected_components(matrix, directed=False)[1].astype(np.int64)

    @property
    def largest(self) -> int:
        """How many nodes the largest component has; 0 without nodes."""
        return int(np.bincount(self.components).max()) if self.size else 0

    def without(self, node: int) -> Graph:
        """The graph less one node and its edges; those after it move up by one."""
        kept = self.edges[(self.edges != node).all(axis=1)]
        return Graph(self.size - 1, kept - (kept > node))
