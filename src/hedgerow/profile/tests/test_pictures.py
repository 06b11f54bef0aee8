"""Where dots, lines and ticks stand."""

from datetime import date

from hedgerow.foundation.warehouse.readings import Reading, Window
from hedgerow.profile.pictures import interval_picture, trend_picture

WINDOW = Window(date(2025, 1, 1), date(2025, 12, 31))
CUTS = (0.25, 0.5, 0.75, 0.9)


def share(value: float | None, lower: float | None = None, upper: float | None = None) -> Reading:
    state = "insufficient" if value is None else "ok"
    return Reading("4.4", state, WINDOW, value=value, lower=lower, upper=upper, is_share=True)


def test_half_stands_in_the_middle_of_the_axis() -> None:
    picture = interval_picture(share(0.5, 0.25, 1.0), CUTS)
    assert picture is not None
    assert (picture.lower, picture.value, picture.upper) == ("112.0", "200.0", "376.0")
    assert [mark.level for mark in picture.marks] == [1, 2, 3, 4]


def test_from_right_to_left_the_axis_begins_on_the_right() -> None:
    picture = interval_picture(share(0.25), CUTS, mirrored=True)
    assert picture is not None
    assert picture.value == "288.0"


def test_without_a_value_nothing_is_drawn() -> None:
    assert interval_picture(share(None), CUTS) is None
    assert (
        trend_picture([(date(2025, 1, 31), share(0.5)), (date(2025, 2, 28), share(None))]) is None
    )


def test_a_trend_runs_from_the_oldest_to_the_newest() -> None:
    newest_first = [(date(2025, 3, 31), share(1.0)), (date(2025, 1, 31), share(0.0))]
    picture = trend_picture(newest_first)
    assert picture is not None
    assert picture.path == "M24.0 92.0L376.0 16.0"
    assert [dot.day.month for dot in picture.dots] == [1, 3]
