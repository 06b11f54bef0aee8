"""Communities on the drawing are told apart by their look."""

from hedgerow.features.collaboration.drawings import OUTLINES, SHADES, look


def test_sixteen_communities_look_each_its_own_way_and_then_they_begin_anew() -> None:
    looks = [look(community) for community in range(1, SHADES * OUTLINES + 1)]
    assert len({*looks}) == 16
    assert looks[:5] == [(1, 0), (2, 0), (3, 0), (4, 0), (1, 1)]
    assert look(17) == look(1)
