"""A term is placed in the school year that the other sessions make, both ways."""

from datetime import date

import pytest

from hedgerow.edges.exchange.rosters.school_years import Days, SchoolYears, told_year

AUTUMNS = [Days(date(year, 8, 17), date(year, 12, 18)) for year in (2025, 2026, 2027)]
SPRING = Days(date(2027, 1, 5), date(2027, 6, 4))
SOUTH = [
    Days(date(year, *first), date(year, *last))
    for year in (2026, 2027)
    for first, last in (((2, 2), (4, 10)), ((4, 28), (7, 3)), ((7, 20), (9, 25)), ((10, 12), (12, 18)))
]  # fmt: skip
WHOLE = Days(date(2026, 4, 6), date(2027, 3, 24))
TERM = Days(date(2026, 4, 6), date(2026, 7, 17))
KOREA = [Days(date(2026, 3, 2), date(2026, 7, 20)), Days(date(2026, 8, 20), date(2027, 1, 5))]
GROUP = Days(date(2026, 8, 3), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("sessions", "asked", "years"),
    [
        ([*AUTUMNS, SPRING], [*AUTUMNS, SPRING, GROUP], [2026, 2027, 2028, 2027, 2027]),
        (AUTUMNS[:1], AUTUMNS[:1], [2026]),
        ([SPRING], [SPRING], [2027]),
        (SOUTH, SOUTH, [2026] * 4 + [2027] * 4),
        ([WHOLE, TERM], [WHOLE, TERM], [2027, 2027]),
        (KOREA, KOREA, [2026, 2026]),
        ([], [AUTUMNS[0], SPRING], [2026, 2027]),
    ],
)
def test_sessions_of_all_years_tell_when_a_school_year_begins(sessions, asked, years):
    found = SchoolYears(sessions)
    assert [found.year_of(one) for one in asked] == years


class Session(dict):
    def day(self, name):
        return date.fromisoformat(self[name])


def session(first, last, year):
    return Session(startDate=first, endDate=last, schoolYear=year)


FALL = session("2026-08-17", "2026-12-18", "2027")
YEAR = session("2026-08-17", "2027-06-04", "2027")
LATE = session("2027-01-05", "2027-06-04", "2027")


@pytest.mark.parametrize(
    ("terms", "others", "told"),
    [
        ([FALL], [FALL], "2026-27"),
        ([FALL, YEAR], [FALL, YEAR], "2026-27"),
        ([LATE], [FALL, LATE], "2026-27"),
        ([LATE], [LATE], "2027"),
        ([session("2026-08-17", "2027-06-04", "2026")], [], "2026-27"),  # said by its first year
        ([session("2026-02-02", "2026-12-18", "2026")], [], "2026"),
        ([session("2024-08-17", "2024-12-18", "2027")], [], "2024"),
        ([], [FALL], ""),
    ],
)
def test_a_class_is_of_the_year_that_its_sessions_say(terms, others, told):
    assert told_year(terms, others) == told
