"""What makes a tie, and how a network is drawn. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

JOINT_ACTIVITIES = 2
"""So many delivered activities in common make a tie."""

WIDE, EDGE = 1000, 40
LOWEST, HIGHEST = 240, 640
SEED = 7


@dataclass(frozen=True, slots=True)
class Node:
    """``x`` and ``y`` on the drawing, ``community`` from 1, the largest first."""

    x: float
    y: float
    community: int


def joint_activities(deliveries: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
    """How many activities each pair has in common, of (activity, organisation) pairs; ids ascend."""
    together: dict[int, set[int]] = defaultdict(set)
    for activity, organisation in deliveries:
        together[activity].add(organisation)
    return Counter(pair for some in together.values() for pair in combinations(sorted(some), 2))


def ties(joint: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The pairs with enough of them, in the order of their ids."""
    return {pair: number for pair, number in sorted(joint.items()) if number >= JOINT_ACTIVITIES}


def degrees(pairs: Iterable[tuple[int, int]]) -> Counter[int]:
    """How many partners each has."""
    return Counter(one for pair in pairs for one in pair)


def hub(pairs: Iterable[tuple[int, int]]) -> int | None:
    """Who has most partners, the lowest id of several; None without ties."""
    found = degrees(pairs)
    return min(found, key=lambda one: (-found[one], one), default=None)


def height(nodes: int) -> int:
    """How high a drawing of so many is: a few need no room to themselves."""
    return min(HIGHEST, LOWEST + 16 * nodes)


def drawn(pairs: Mapping[tuple[int, int], int]) -> dict[int, Node]:
    """A place and a community for each organisation that has a tie; the same for the same ties.

    Source: Fruchterman & Reingold 1991 for the places, Blondel et al. 2008 for the communities.
    """
    import networkx as nx  # slow to import

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted({one for pair in pairs for one in pair}))
    graph.add_weighted_edges_from((*pair, number) for pair, number in sorted(pairs.items()))
    if not graph:
        return {}
    places = nx.spring_layout(graph, seed=SEED, iterations=80, weight=None)
    found = nx.community.louvain_communities(graph, seed=SEED)
    ordered = sorted(found, key=lambda some: (-len(some), min(some)))
    of = {one: number for number, some in enumerate(ordered, 1) for one in some}
    return {one: Node(*_fitted(places, one), of[one]) for one in sorted(graph)}


def _fitted(places: Mapping[int, NDArray[np.float64]], one: int) -> tuple[float, float]:
    """The place on the drawing, whose whole width and height are used."""
    answer = []
    for axis, room in enumerate((WIDE, height(len(places)))):
        along = [float(place[axis]) for place in places.values()]
        low, high = min(along), max(along)
        share = (float(places[one][axis]) - low) / (high - low) if high > low else 0.5
        answer.append(round(EDGE + share * (room - 2 * EDGE), 1))
    return answer[0], answer[1]
