"""Rules of RFC 5545 as days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.activities import recurring
from hedgerow.commons.activities.queries.series import often

FIRST = date(2026, 9, 7)
"""A Monday."""


def test_weeks_months_and_counts_name_their_days() -> None:
    assert recurring.occurrences("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", FIRST) == [
        date(2026, 9, 7), date(2026, 9, 9), date(2026, 9, 14), date(2026, 9, 16),
    ]  # fmt: skip
    assert recurring.occurrences("FREQ=MONTHLY;BYDAY=1MO;UNTIL=20261231", FIRST) == [
        date(2026, 9, 7), date(2026, 10, 5), date(2026, 11, 2), date(2026, 12, 7),
    ]  # fmt: skip
    assert recurring.occurrences("RRULE:FREQ=DAILY;INTERVAL=10;COUNT=2", FIRST) == [
        date(2026, 9, 7), date(2026, 9, 17),
    ]  # fmt: skip


def test_the_last_day_is_in_it_however_it_is_written() -> None:
    for until in ("20260914", "20260914T235959Z", "20260914T000000"):
        assert len(recurring.occurrences(f"FREQ=WEEKLY;UNTIL={until}", FIRST)) == 2


@pytest.mark.parametrize(
    "rule",
    ["", "every Monday", "FREQ=WEEKLY", "FREQ=HOURLY;COUNT=3", "FREQ=DAILY;COUNT=501",
     "FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "FREQ=WEEKLY;BYHOUR=9;COUNT=3", "FREQ=WEEKLY;COUNT=x",
     "FREQ=WEEKLY;UNTIL=20990101", "FREQ=WEEKLY;UNTIL=2026", "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=400", "FREQ=WEEKLY;FREQ=DAILY;COUNT=1"],
)  # fmt: skip
def test_what_is_no_rule_of_days_or_has_no_near_end_is_refused(rule: str) -> None:
    with pytest.raises(ValueError):
        recurring.occurrences(rule, FIRST)


@pytest.mark.slow
@given(
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
                     "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=7"]),
    st.integers(2, 20),
    st.data(),
)  # fmt: skip
def test_a_rule_in_two_parts_names_the_same_days(
    rule: str, count: int, data: st.DataObject
) -> None:
    whole = f"{rule};COUNT={count}"
    days = recurring.occurrences(whole, FIRST)
    at = data.draw(st.sampled_from(days[1:]))
    before, after = recurring.parted(whole, FIRST, at)
    assert recurring.occurrences(before, FIRST) + recurring.occurrences(after, at) == days


def test_holidays_and_what_lies_outside_the_terms_are_no_open_days() -> None:
    days = [FIRST + timedelta(weeks=n) for n in range(4)]
    holidays = [(date(2026, 9, 14), date(2026, 9, 18))]
    terms = [(date(2026, 9, 1), date(2026, 9, 22))]
    assert recurring.open_days(days, terms=terms, holidays=holidays) == [days[0], days[2]]
    assert recurring.open_days(days, terms=[], holidays=[]) == days


def test_the_rules_that_pages_write_are_those_they_say() -> None:
    weekly = recurring.weekly_rule([2, 0], date(2026, 9, 30), 2)
    assert weekly == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20260930"
    assert often(weekly) == "every 2 weeks on Monday, Wednesday"
    second = recurring.monthly_rule(date(2026, 9, 8), date(2026, 12, 31))
    assert recurring.occurrences(second, date(2026, 9, 8))[1] == date(2026, 10, 13)
    last = recurring.monthly_rule(date(2026, 9, 29), date(2026, 12, 31))
    assert often(last) == "every month on the last Tuesday"
    assert often(weekly, shift=1) == "every 2 weeks on Tuesday, Thursday"
