"""Names stand beside their spots on the map, within it and over nothing else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from hedgerow.features.engagement.discovery.drawing import APART, LETTERS, WIDE, drawing, named
from hedgerow.foundation.ui.labels import NARROW, Label

POINT = some.tuples(some.floats(36.0, 36.3), some.floats(-96.1, -95.7))
ALONE = [(36.1, -96.0)]


def names(points: list[tuple[float, float]], name: str) -> tuple[Label, ...]:
    drawn = drawing(dict(enumerate(points, 1)))
    assert drawn
    return named(drawn, dict.fromkeys(range(1, len(points) + 1), name))


def extent(one: Label) -> tuple[float, float]:
    wide = len(one.text) * LETTERS * NARROW
    left = one.x - wide * {"start": 0, "middle": 0.5, "end": 1}[one.anchor]
    return left, left + wide


def test_a_place_alone_has_its_name() -> None:
    (one,) = names(ALONE, "Oak School")
    assert one.text == "Oak School"


def test_a_long_name_is_shortened_and_one_without_letters_left_out() -> None:
    (one,) = names(ALONE, "The very long name of a school that nobody can read at once")
    assert one.text.startswith("The very long")
    assert one.text.endswith("…")
    assert names(ALONE, "") == ()


@given(some.lists(POINT, min_size=1, max_size=12), some.text("abc ", min_size=1, max_size=60))
def test_no_name_leaves_the_map_or_crosses_another_or_a_spot(
    points: list[tuple[float, float]], name: str
) -> None:
    drawn = drawing(dict(enumerate(points, 1)))
    assert drawn
    found = names(points, name)
    for one in found:
        left, right = extent(one)
        assert left >= -0.1
        assert right <= WIDE + 0.1
        for spot in drawn.spots:
            apart = (LETTERS + APART) / 2 - 0.1
            over = left < spot.x + APART / 2 - 0.1 and right > spot.x - APART / 2 + 0.1
            assert abs(one.y - spot.y) >= apart or not over
    for one, other in combinations(found, 2):
        (a, b), (c, d) = extent(one), extent(other)
        assert abs(one.y - other.y) >= LETTERS - 0.1 or b <= c + 0.1 or d <= a + 0.1
