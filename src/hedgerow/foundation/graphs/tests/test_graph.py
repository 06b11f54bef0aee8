"""The kernels against figures worked out by hand and against networkx."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.foundation.graphs import Graph


def graph(size: int, *edges: tuple[int, int]) -> Graph:
    return Graph(size, np.array(edges, dtype=np.int64).reshape(-1, 2))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(st.integers(1, 12))
    pairs = [(a, b) for b in range(size) for a in range(b)]
    return graph(
        size, *draw(st.lists(st.sampled_from(pairs), unique=True) if pairs else st.just([]))
    )


def test_a_star_is_wholly_centralised_and_a_ring_not_at_all() -> None:
    star = graph(5, (0, 1), (0, 2), (0, 3), (0, 4))
    ring = graph(5, (0, 1), (1, 2), (2, 3), (3, 4), (0, 4))
    assert (star.centralisation, ring.centralisation) == (1.0, 0.0)
    assert star.mean_degree == 8 / 5
    assert star.largest == 5
    assert star.without(0).largest == 1
    assert ring.without(2).largest == 4


def test_graphs_too_small_for_a_figure_have_none() -> None:
    assert graph(0).mean_degree == graph(0).largest == 0
    assert graph(2, (0, 1)).centralisation is None


@pytest.mark.slow
@given(graphs())
def test_degrees_and_components_are_those_of_networkx(found: Graph) -> None:
    peer: nx.Graph[int] = nx.Graph()
    peer.add_nodes_from(range(found.size))
    peer.add_edges_from(found.edges.tolist())
    assert found.degrees.tolist() == [degree for _, degree in sorted(peer.degree())]
    assert found.largest == max(len(some) for some in nx.connected_components(peer))
    for node in range(found.size):
        rest = peer.copy()
        rest.remove_node(node)
        wanted = max((len(some) for some in nx.connected_components(rest)), default=0)
        assert found.without(node).largest == wanted


@given(graphs())
@pytest.mark.slow
def test_centralisation_is_the_sum_over_networkx_centralities(found: Graph) -> None:
    if found.size < 3:
        return
    peer: nx.Graph[int] = nx.Graph()
    peer.add_nodes_from(range(found.size))
    peer.add_edges_from(found.edges.tolist())
    shares = nx.degree_centrality(peer).values()
    wanted = sum(max(shares) - one for one in shares) / (found.size - 2)
    assert found.centralisation == pytest.approx(wanted)
