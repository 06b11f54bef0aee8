"""A rule of RFC 5545 read part by part, and the days it names between two; pure.

Each day is looked at once at most, so that no rule takes longer than the stretch is long.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST: Final = 500
"""So many days a rule may name."""
LONGEST: Final = timedelta(days=800)
"""So long after the first day the last one may come."""
WEEK, MONTHS, YEAR_DAYS, WEEKS, MONTH_DAYS = 7, 12, 366, 53, 31
NUMBER: Final = re.compile(r"[+-]?[0-9]{1,4}")
WEEKDAY: Final = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(DAYS)})")
Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DayRule:
    """The parts of a rule; an empty set leaves every day be.

    ``weekdays`` are (place, day of the week from Monday, 0): the place is 0 for every such day, or
    the how manieth of the month – of the year, where it is of no months – from its end if negative.
    """

    frequency: str
    interval: int
    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    of_year: bool
    places: frozenset[int]
    week_starts: int

    def fits(self, day: date) -> bool:
        """Whether a day of one of its stretches is named by months, days and weekdays."""
        if self.months and day.month not in self.months:
            return False
        if self.month_days and self.month_days.isdisjoint(_counted(day, of_year=False)):
            return False
        if not self.weekdays or (0, day.weekday()) in self.weekdays:
            return True
        ahead, back = _counted(day, of_year=self.of_year)
        weeks = (ahead - 1) // WEEK + 1, -((-back - 1) // WEEK + 1)
        return any((place, day.weekday()) in self.weekdays for place in weeks)

    def days(self, starts: date, last: date) -> Iterator[date]:
        """Those it names from ``starts`` to ``last``, ascending."""
        begins = self._beginning(starts)
        while begins <= last:
            length = (self._after(begins, 1) - begins).days
            stretch = (begins + timedelta(days=n) for n in range(length))
            for day in self._placed([day for day in stretch if self.fits(day)]):
                if starts <= day <= last:
                    yield day
            begins = self._after(begins, self.interval)

    def _placed(self, days: list[date]) -> list[date]:
        if not self.places:
            return days
        n = len(days)
        return [day for at, day in enumerate(days) if not self.places.isdisjoint((at + 1, at - n))]

    def _beginning(self, day: date) -> date:
        """The first day of the stretch (day, week, month or year) in which a day lies."""
        if self.frequency == "WEEKLY":
            return day - timedelta(days=(day.weekday() - self.week_starts) % WEEK)
        if self.frequency == "MONTHLY":
            return day.replace(day=1)
        return day.replace(month=1, day=1) if self.frequency == "YEARLY" else day

    def _after(self, begins: date, n: int) -> date:
        """The first day of the n-th stretch after the one that begins on that day."""
        if self.frequency in ("DAILY", "WEEKLY"):
            return begins + timedelta(days=n if self.frequency == "DAILY" else n * WEEK)
        months = n if self.frequency == "MONTHLY" else n * MONTHS
        year, month = divmod(begins.year * MONTHS + begins.month - 1 + months, MONTHS)
        return date(year, month + 1, 1)


def read(parts: Parts, starts: date) -> DayRule:
    """The rule of these parts; what it leaves open is as on ``starts``.

    Raises ValueError for a part that RFC 5545 does not have so.
    """
    often = parts["FREQ"]
    months, month_days = (
        numbers(parts, "BYMONTH", 1, MONTHS),
        _signed(parts, "BYMONTHDAY", MONTH_DAYS),
    )
    weekdays = _weekdays(parts)
    if month_days and often == "WEEKLY":
        raise ValueError("a rule of weeks has no BYMONTHDAY")
    if not month_days and not weekdays:
        if often == "WEEKLY":
            weekdays = frozenset({(0, starts.weekday())})
        elif often != "DAILY":
            month_days = frozenset({starts.day})
            months = months or frozenset({starts.month} if often == "YEARLY" else ())
    if parts.get("WKST", DAYS[0]) not in DAYS:
        raise ValueError(f"no WKST of a rule of days: {parts['WKST']}")
    return DayRule(
        often, number(parts, "INTERVAL", LONGEST.days) or 1, months, month_days, weekdays,
        often == "YEARLY" and not months, _signed(parts, "BYSETPOS", YEAR_DAYS),
        DAYS.index(parts.get("WKST", DAYS[0])),
    )  # fmt: skip


def number(parts: Parts, name: str, most: int) -> int | None:
    """The one number, from 1 on, of that part; None where the rule has no such part."""
    if "," in parts.get(name, ""):
        raise ValueError(f"{name} is one number: {parts[name]}")
    return next(iter(numbers(parts, name, 1, most)), None)


def numbers(parts: Parts, name: str, least: int, most: int) -> frozenset[int]:
    """The numbers of that part, none of them 0."""
    found = set()
    for text in parts[name].split(",") if name in parts else ():
        n = int(text) if NUMBER.fullmatch(text) else 0
        if n == 0 or not least <= n <= most:
            raise ValueError(f"no {name} from {least} to {most} of a rule of days: {text}")
        found.add(n)
    return frozenset(found)


def _signed(parts: Parts, name: str, most: int) -> frozenset[int]:
    return numbers(parts, name, -most, most)


def _weekdays(parts: Parts) -> frozenset[tuple[int, int]]:
    found = set()
    for text in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        told = WEEKDAY.fullmatch(text)
        if not told:
            raise ValueError(f"no BYDAY of a rule of days: {text}")
        place = int(told[1] or "0")
        if told[1] and (parts["FREQ"] in ("DAILY", "WEEKLY") or not 1 <= abs(place) <= WEEKS):
            raise ValueError(f"no BYDAY of a rule of months or years: {text}")
        found.add((place, DAYS.index(told[2])))
    return frozenset(found)


def _counted(day: date, *, of_year: bool) -> tuple[int, int]:
    """The how manieth day of its month or year it is, and the same from the end, negative."""
    begins = day.replace(month=1, day=1) if of_year else day.replace(day=1)
    months = begins.year * MONTHS + begins.month - 1 + (MONTHS if of_year else 1)
    ends = date(months // MONTHS, months % MONTHS + 1, 1)
    return (day - begins).days + 1, (day - ends).days
