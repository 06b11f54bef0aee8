"""In which school year a session lies, told from the days of all sessions that are known."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .reading import Row

MOST_OF_A_YEAR = timedelta(days=200)
SECOND_HALF = 7
LEAP = 2000
DAYS = 366


class Days(NamedTuple):
    """First and last day."""

    starts: date
    ends: date

    @property
    def is_year(self) -> bool:
        return self.ends - self.starts >= MOST_OF_A_YEAR

    def holds(self, other: "Days") -> bool:
        return self.starts <= other.starts and other.ends <= self.ends


class SchoolYears:
    """The calendar year in which the school year of a session ends.

    That of the session of a whole year which holds it, if there is one. Otherwise the sessions of
    all years are laid over one another: a school year begins after the longest stretch of the year
    in which none runs. One that begins from July on ends in the next calendar year.
    """

    def __init__(self, sessions: Iterable[Days]) -> None:
        everything = sorted(set(sessions))
        self._years = [one for one in everything if one.is_year]
        self._cut, self._first = _break(everything)

    def year_of(self, one: Days) -> int:
        """The year in which the school year of that session ends."""
        if found := [year for year in self._years if year.holds(one)]:
            return found[-1].ends.year
        year = one.starts.year - (_day(one.starts) < self._cut)  # of the break before it
        year += self._first < self._cut  # of the first day after that break
        return year + (_date(self._first).month >= SECOND_HALF)


def school_year(starts: date | None, ends: date | None) -> str:
    """The school year from its first and last day: 2026-27, or 2026 within one year."""
    if starts is None or ends is None:
        return ""
    if starts.year == ends.year:
        return str(starts.year)
    return f"{starts.year}-{ends.year % 100:02}"


def told_year(terms: Sequence[Row], sessions: Iterable[Row]) -> str:
    """The school year of a class: from the first day of all sessions of its last one to that one.

    Where a session says no year that its days can be in, the days of the class's own tell it.
    """
    own = _stretch(terms)
    if own is None:
        return ""
    year = max((_said(one) for one in terms), default=0)
    same = _stretch([*terms, *(one for one in sessions if _said(one) == year)])
    assert same is not None  # noqa: S101 - the class's own are among them
    if not own.ends.year <= year <= same.starts.year + 1:
        return school_year(*own)
    return school_year(same.starts, date(year, 1, 1))


def _said(session: Row) -> int:
    text = session["schoolYear"]
    return int(text) if text.isdecimal() else 0


def _stretch(sessions: Sequence[Row]) -> Days | None:
    starts = min((day for one in sessions if (day := one.day("startDate"))), default=None)
    ends = max((day for one in sessions if (day := one.day("endDate"))), default=None)
    return Days(starts, ends) if starts and ends else None


def _break(sessions: Iterable[Days]) -> tuple[int, int]:
    """The middle of the longest stretch of the year without a session, and the first day after it.

    Days are counted in a leap year. Where no day is free, or none is known, July begins a year.
    """
    free = set(range(DAYS))
    for one in sessions:
        free -= {_day(one.starts + timedelta(days=n)) for n in range((one.ends - one.starts).days)}
        free.discard(_day(one.ends))
    best = longest = length = 0
    for day in range(2 * DAYS):
        length = length + 1 if day % DAYS in free else 0
        if longest < length < DAYS:
            longest, best = length, day
    if not longest:
        return _day(date(LEAP, 7, 1)), _day(date(LEAP, 7, 1))
    return (best - longest // 2) % DAYS, (best + 1) % DAYS


def _day(day: date) -> int:
    return day.replace(year=LEAP).timetuple().tm_yday - 1


def _date(day: int) -> date:
    return date(LEAP, 1, 1) + timedelta(days=day)
