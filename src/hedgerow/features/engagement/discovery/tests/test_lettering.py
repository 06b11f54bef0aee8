"""Names stand beside their spots on the map, within it and over nothing else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from hedgerow.features.engagement.discovery.drawing import WIDE, drawing
from hedgerow.features.engagement.discovery.lettering import LETTER, Lettered, lettered

POINT = some.tuples(some.floats(36.0, 36.3), some.floats(-96.1, -95.7))


def named(points: list[tuple[float, float]], name: str) -> list[Lettered]:
    drawn = drawing(dict(enumerate(points, 1)))
    assert drawn
    numbers = range(1, len(points) + 1)
    return lettered(drawn.spots, dict.fromkeys(numbers, "Chess"), dict.fromkeys(numbers, name))


def extent(one: Lettered) -> tuple[float, float]:
    wide = len(one.name) * LETTER
    return (one.x, one.x + wide) if one.anchor == "start" else (one.x - wide, one.x)


def test_a_place_alone_has_its_name() -> None:
    (one,) = named([(36.1, -96.0)], "Oak School")
    assert (one.name, one.titles) == ("Oak School", "Chess")


def test_a_long_name_is_shortened_and_none_is_left_out() -> None:
    (one,) = named([(36.1, -96.0)], "The very long name of a school that nobody can read at once")
    assert one.name.startswith("The very long")
    assert one.name.endswith("…")
    assert [other.name for other in named([(36.1, -96.0)], "")] == [""]


@given(some.lists(POINT, min_size=1, max_size=12), some.text("abc ", min_size=1, max_size=60))
def test_no_name_leaves_the_map_or_crosses_another(
    points: list[tuple[float, float]], name: str
) -> None:
    found = [one for one in named(points, name) if one.name]
    for one in found:
        left, right = extent(one)
        assert left >= 0
        assert right <= WIDE
    for one, other in combinations(found, 2):
        (a, b), (c, d) = extent(one), extent(other)
        assert abs(one.spot.y - other.spot.y) >= 16 or b <= c or d <= a
