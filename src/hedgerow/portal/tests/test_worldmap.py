"""Places lie where the base map has them."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.portal.worldmap import HIGH, TOGETHER, WIDE, Place, markers, projected

PLACES = st.lists(
    st.builds(
        Place,
        slug=st.uuids().map(str),
        name=st.just("x"),
        latitude=st.floats(-55, 80),
        longitude=st.floats(-180, 180),
    ),
    max_size=30,
)


def test_the_middle_of_the_map_is_where_the_equator_meets_greenwich() -> None:
    assert projected(0, 0) == (500.0, 253.0)


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [  # the polynomial's own ends: 0.8707 π at 180 degrees east, 1.42239 at the pole
        (0, 180, 1000.0, 253.0),
        (0, -180, 0.0, 253.0),
        (90, 0, 500.0, 253 - 182.79 * 1.42239),
    ],
)
def test_the_projection_has_its_published_values(
    latitude: float, longitude: float, x: float, y: float
) -> None:
    assert projected(latitude, longitude) == pytest.approx((x, y), abs=0.2)


@given(PLACES)
@pytest.mark.slow
def test_each_place_has_a_part_in_one_marker_and_markers_lie_apart(places: list[Place]) -> None:
    found = markers(places)
    assert sorted(one.slug for mark in found for one in mark.places) == sorted(
        one.slug for one in places
    )
    for at, one in enumerate(found):
        assert 0 <= one.x <= WIDE
        assert -10 <= one.y <= HIGH + 10
        assert all(dist((one.x, one.y), (two.x, two.y)) >= TOGETHER for two in found[at + 1 :])
