"""Names on the drawing stand beside their circles and never upon one another."""

from itertools import combinations
from random import Random

import pytest

from hedgerow.features.collaboration.drawings import LONGEST, NAMED, OUTLINES, SHADES, look
from hedgerow.features.collaboration.labels import Spot, labels, short
from hedgerow.foundation.graphs.drawing import PHONE, SCREEN, drawn

NAMES = (
    "Green Valley Library",
    "مدرسة الأمل الثانوية للبنات",
    "学习社区",
    "Riverside Clinic and Home",
)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Green Valley Library", "Green Valley Library"),
        ("Green Valley Public Library", "Green Valley Public…"),
        ("Green Valley Neighbourhoods", "Green Valley…"),
        ("Rechtsschutzversicherungsgesellschaft", "Rechtsschutzversich…"),
        ("Riverside School (Lower Site)", "Riverside School…"),
    ],
)
def test_a_long_name_is_cut_after_a_word_where_that_leaves_enough(name: str, kept: str) -> None:
    assert short(name, 20) == kept
    assert len(kept) <= 20


def test_a_mark_is_not_parted_from_its_letter() -> None:
    assert short("e\u0301" * 12, 10) == "e\u0301" * 4 + "…"


def test_a_circle_alone_has_its_name_beside_it_and_at_the_edge_on_the_other_side() -> None:
    (beside,) = labels([Spot(100, 50, 20, "Oak")], (), 20, 400, 100)
    (other,) = labels([Spot(380, 50, 20, "Oak")], (), 20, 400, 100)
    assert (beside.text, beside.anchor, beside.x > 120) == ("Oak", "start", True)
    assert (other.anchor, other.x < 360) == ("end", True)


@pytest.mark.slow
@pytest.mark.parametrize(("screen", "sheet"), [("wide", SCREEN), ("narrow", PHONE)])
@pytest.mark.parametrize("number", [2, 9, 40, 150])
def test_no_name_lies_upon_another_or_beyond_the_drawing(screen, sheet, number) -> None:
    chance = Random(number)
    pairs = {(0, one): 2 for one in range(1, number, 3)} | {(0, 1): 2}
    pairs |= {tuple(sorted(chance.sample(range(number), 2))): 3 for _ in range(2 * number)}
    picture = drawn(pairs, sheet)
    spots = [
        Spot(node.x, node.y, node.r, NAMES[one % 4]) for one, node in sorted(picture.nodes.items())
    ]
    found = labels(spots[: NAMED[screen]], spots, LONGEST[screen], sheet.wide, picture.high)
    assert found[0].text.rstrip("…") in NAMES[0]
    for one, other in combinations(found, 2):
        assert abs(one.y - other.y) >= 16 or abs(one.x - other.x) > 40
    assert all(0 <= one.x <= sheet.wide and 0 <= one.y <= picture.high for one in found)


def test_sixteen_communities_look_each_its_own_way_and_then_they_begin_anew() -> None:
    looks = [look(community) for community in range(1, SHADES * OUTLINES + 1)]
    assert len({*looks}) == 16
    assert looks[:5] == [(1, 0), (2, 0), (3, 0), (4, 0), (1, 1)]
    assert look(17) == look(1)
