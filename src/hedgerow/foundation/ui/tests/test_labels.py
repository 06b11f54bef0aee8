"""Names on the drawing stand beside their circles and never upon one another."""

from itertools import combinations
from random import Random

import pytest

from hedgerow.foundation.graphs.drawing import PHONE, SCREEN, drawn
from hedgerow.foundation.ui.labels import Label, Spot, labels, short

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


def along(label: Label) -> tuple[float, float]:
    """From where to where a name is written, reckoned with letters of nine units."""
    left = label.x - 9 * len(label.text) * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
    return left, left + 9 * len(label.text)


@pytest.mark.slow
@pytest.mark.parametrize(("sheet", "longest", "most"), [(SCREEN, 30, 5), (PHONE, 20, 1)])
@pytest.mark.parametrize("number", [2, 9, 40, 150])
def test_no_name_lies_upon_another_or_beyond_the_drawing(sheet, longest, most, number) -> None:
    chance = Random(number)
    pairs = {(0, one): 2 for one in range(1, number, 3)} | {(0, 1): 2}
    pairs |= {tuple(sorted(chance.sample(range(number), 2))): 3 for _ in range(2 * number)}
    picture = drawn(pairs, sheet)
    spots = [
        Spot(node.x, node.y, node.r, NAMES[one % 4]) for one, node in sorted(picture.nodes.items())
    ]
    first = labels(spots[:most], spots, longest, sheet.wide, picture.high)
    found = labels(spots, spots, longest, sheet.wide, picture.high, over=most)
    assert found[0].text.rstrip("…") in NAMES[0]
    assert found[: len(first)] == first
    for one, other in combinations(found, 2):
        (left, right), (start, end) = along(one), along(other)
        assert abs(one.y - other.y) >= 15.9 or right <= start or end <= left
    assert all(0 <= one.x <= sheet.wide and 0 <= one.y <= picture.high for one in found)


def test_a_name_that_has_no_room_whole_is_cut_shorter_and_where_none_fits_left_out() -> None:
    spot = Spot(100, 15, 10, "Green Valley Library")
    (cut,) = labels([spot], (), 20, 190, 30)
    assert cut.text == "Green…"
    assert labels([spot], (), 20, 190, 12) == ()


def test_names_that_are_to_hide_no_circle_go_round_it_and_smaller_letters_need_less_room() -> None:
    spots = [Spot(100, 50, 20, "Oak School"), Spot(180, 50, 20, "")]
    (over,) = labels(spots[:1], spots, 20, 300, 100)
    (clear,) = labels(spots, spots, 20, 300, 140, over=0)
    assert over.y != 50
    assert (clear.text, clear.y != 50) == ("Oak School", True)
    (small,) = labels(spots, spots, 20, 240, 140, size=8, over=0)
    assert small.text == "Oak School"


def test_a_name_is_cut_shorter_rather_than_written_over_a_circle() -> None:
    spot = Spot(20, 50, 10, "Nyota University")
    assert [one.text for one in labels([spot], [spot], 22, 200, 60)] == ["Nyota University"]
    beside = Spot(190, 50, 20, "Upepo Museum")
    (label,) = labels([spot], [spot, beside], 22, 200, 60)
    assert label.text.endswith("…")
