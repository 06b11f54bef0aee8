"""When letters are due, on the wall."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.notices.rules import next_digest, out_of_quiet

TUESDAY = datetime(2026, 11, 24, 12)
NIGHT = (time(21), time(7))


@pytest.mark.parametrize(
    ("wall", "due"),
    [
        (datetime(2026, 11, 24, 12), datetime(2026, 11, 24, 12)),
        (datetime(2026, 11, 24, 21), datetime(2026, 11, 25, 7)),
        (datetime(2026, 11, 24, 6, 59), datetime(2026, 11, 24, 7)),
        (datetime(2026, 11, 24, 7), datetime(2026, 11, 24, 7)),
    ],
)
def test_a_letter_waits_for_the_end_of_the_night(wall: datetime, due: datetime) -> None:
    assert out_of_quiet(wall, *NIGHT) == due


def test_without_quiet_hours_nothing_waits() -> None:
    assert out_of_quiet(TUESDAY, None, time(7)) == TUESDAY
    assert out_of_quiet(TUESDAY, time(9), time(9)) == TUESDAY


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.times(), st.times())
@pytest.mark.slow
def test_what_waited_is_never_early_and_never_quiet(
    wall: datetime, begins: time, ends: time
) -> None:
    due = out_of_quiet(wall, begins, ends)
    assert due >= wall
    assert out_of_quiet(due, begins, ends) == due


def test_a_digest_leaves_at_its_hour_and_that_of_a_week_on_its_day() -> None:
    assert next_digest(TUESDAY, time(13)) == datetime(2026, 11, 24, 13)
    assert next_digest(TUESDAY, time(12)) == datetime(2026, 11, 25, 12)
    assert next_digest(TUESDAY, time(7), 0) == datetime(2026, 11, 30, 7)
    assert next_digest(TUESDAY, time(13), 1) == datetime(2026, 11, 24, 13)
    assert next_digest(TUESDAY, time(12), 1) == datetime(2026, 12, 1, 12)
