"""Who can have a seat of an activity of which something holds some."""

from datetime import date

from hedgerow.commons.activities.seats import Hold

HERS, HIS, ANOTHER = 1, 2, 3


def hold(left: int, *, until: date | None = None) -> Hold:
    """Two are promised; somebody else has a seat already."""
    return Hold("Pathways", left, frozenset({HERS, HIS}), frozenset({4}), until)


def test_who_was_promised_a_seat_can_have_it_where_fewer_are_left_than_promised() -> None:
    for left in (0, 1, 2):
        assert hold(left).lacking({HERS}) is None
        assert hold(left).lacking({HERS, HIS, 4}) is None


def test_nobody_else_can_have_a_seat_while_no_more_are_left_than_promised() -> None:
    for left in (0, 1, 2):
        assert hold(left).lacking({ANOTHER}) == "promised"
        assert hold(left).lacking({HERS, ANOTHER}) == "promised"
    assert hold(3).lacking({ANOTHER}) is None


def test_what_is_held_is_said_to_others_alone() -> None:
    held = hold(3, until=date(2026, 12, 4))
    assert held.lacking({ANOTHER}) == "held"
    assert held.lacking({HIS}) is None
