"""Any text is a rule of days or none, and it is soon known which."""

from datetime import date, datetime, time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.activities import recurring
from hedgerow.commons.activities.actions.regrowing import read
from hedgerow.commons.activities.rule_of_days import DAYS, LONGEST, MOST, DayRule
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.errors import Invalid

THERE = Ecosystem(time_zone="America/Chicago")
FIRST = date(2026, 9, 7)
"""A Monday."""
ALL = LONGEST.days + 2 * 366
"""The days of two years and what their first and last years have besides."""
VALUES = st.one_of(
    st.integers(-400, 1000).map(str),
    st.sampled_from(["", "MO", "2TU", "-1SU", "TU,1FR", "0MO", "99WE", "20270131", "20261101T000000Z",
                     "99991231", "99991231T235959Z", "20269999T999999Z", "9" * 40, "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "SECONDLY", "30", "1,2"]),
)  # fmt: skip
PARTS = st.dictionaries(st.sampled_from([*sorted(recurring.PARTS), "BYHOUR", "X"]), VALUES)
SOUND = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(sorted(recurring.FREQUENCIES)), "COUNT": st.integers(1, 501).map(str)},
    optional={
        "INTERVAL": st.integers(0, 900).map(str),
        "BYMONTH": st.integers(1, 12).map(str),
        "BYMONTHDAY": st.integers(-31, 31).map(str),
        "BYDAY": st.sampled_from([*DAYS, "MO,FR", "5MO", "-1SU", "53TH"]),
        "BYSETPOS": st.integers(-366, 366).map(str),
        "WKST": st.sampled_from(DAYS),
    },
)
TEXTS = st.one_of(st.text(max_size=300), st.one_of(PARTS, SOUND).map(recurring.written))


def looked_at(rule: str, first: date) -> tuple[list[date] | None, int]:
    """The days, None where the rule is refused, and how often a day was looked at."""
    n, fits = 0, DayRule.fits

    def counted(self: DayRule, day: date) -> bool:
        nonlocal n
        n += 1
        return fits(self, day)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DayRule, "fits", counted)
        try:
            return read(rule, first, THERE, time(15, 30))[1], n
        except Invalid:
            return None, n


@pytest.mark.slow
@given(TEXTS, st.dates())
def test_any_text_is_answered_after_each_day_was_looked_at_once_at_most(
    rule: str, first: date
) -> None:
    days, n = looked_at(rule, first)
    assert n <= ALL
    if days is not None:
        assert days == sorted(set(days))
        assert len(days) <= MOST
        assert all(first <= day <= first + LONGEST for day in days)


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;INTERVAL=0;BYDAY=TU;COUNT=1", "FREQ=DAILY;INTERVAL=-1;COUNT=1",
     "FREQ=DAILY;INTERVAL=801;COUNT=1", "FREQ=YEARLY;INTERVAL=" + "9" * 99 + ";COUNT=1",
     "FREQ=DAILY;INTERVAL=1,2;COUNT=1", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=٣",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", "FREQ=MONTHLY;BYSETPOS=300;BYDAY=MO;COUNT=1",
     "FREQ=DAILY;BYMONTH=13;COUNT=1", "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=1", "FREQ=DAILY;WKST=1;COUNT=1",
     "FREQ=WEEKLY;BYMONTHDAY=1;COUNT=1", "FREQ=WEEKLY;BYDAY=2MO;COUNT=1", "FREQ=MONTHLY;BYDAY=54MO;COUNT=1",
     "FREQ=DAILY;UNTIL=20260931", "FREQ=DAILY;UNTIL=20260914X"],
)  # fmt: skip
def test_parts_out_of_their_ranges_and_days_that_never_come_are_refused(rule: str) -> None:
    days, n = looked_at(rule, FIRST)
    assert days is None
    assert n <= ALL


@pytest.mark.parametrize("first", [date.min, date.max])
def test_a_rule_from_the_ends_of_time_is_refused(first: date) -> None:
    assert looked_at("FREQ=WEEKLY;WKST=SU;COUNT=1", first) == (None, 0)


@pytest.mark.slow
@given(
    st.sampled_from(
        ["FREQ=DAILY", "FREQ=DAILY;BYDAY=TU,SU", "FREQ=DAILY;BYMONTH=1,3", "FREQ=DAILY;BYMONTHDAY=-1,13",
         "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,SU;WKST=SU", "FREQ=WEEKLY;BYDAY=SA,TU", "FREQ=MONTHLY",
         "FREQ=MONTHLY;BYDAY=2TU,-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2",
         "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "FREQ=MONTHLY;BYMONTH=9,12", "FREQ=YEARLY",
         "FREQ=YEARLY;BYDAY=20MO,-1SU", "FREQ=YEARLY;BYMONTH=1,10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=5",
         "FREQ=YEARLY;BYMONTHDAY=15,-2", "FREQ=YEARLY;BYMONTH=2;BYDAY=WE;BYSETPOS=3"]),
    st.integers(1, 15),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)  # fmt: skip
def test_it_names_the_days_that_another_reader_of_the_same_rules_names(
    rule: str, interval: int, first: date
) -> None:
    last = first + LONGEST
    whole = f"{rule};INTERVAL={interval};UNTIL={last:%Y%m%d}"
    other = rrulestr(whole, dtstart=datetime.combine(first, time()))
    told = [moment.date() for moment in other]
    assert looked_at(whole, first)[0] == (told if len(told) <= MOST else None)


@pytest.mark.parametrize(
    ("zone", "until", "last"),
    [("America/Chicago", "20260915T045959Z", 14), ("America/Chicago", "20260914T203000Z", 14),
     ("America/Chicago", "20260914T202959Z", 13), ("Asia/Tokyo", "20260914T150000Z", 14),
     ("Pacific/Auckland", "20260914T115959Z", 14), ("Pacific/Auckland", "20260914T120000Z", 14),
     ("UTC", "20260914T153000Z", 14), ("UTC", "20260914", 14), ("UTC", "20260914T000000", 14)],
)  # fmt: skip
def test_an_end_in_utc_is_compared_with_the_beginning_there(
    zone: str, until: str, last: int
) -> None:
    place = Ecosystem(time_zone=zone)
    kept, days = read(f"FREQ=DAILY;UNTIL={until}", FIRST, place, time(15, 30))
    assert days[-1] == date(2026, 9, last)
    assert kept == f"FREQ=DAILY;UNTIL=202609{last}"
