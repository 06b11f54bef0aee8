"""Days of a register that are written without their year: it is told above them, or by the school year.

Where neither tells the year of every one of them beyond doubt, they stay as they are, and are no days.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem

from .across import LEAST, days_of
from .dates import with_western_digits
from .half_days import ORDERS, SLASHED, Order, Readings, bare, on, read_heading
from .reading import Sheet

SPAN: Final = re.compile(r"(?<![0-9])(20[0-9]{2}) ?[-/–] ?((?:20)?[0-9]{2})(?![0-9/.-])")
DATE: Final = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}([./-]) ?[0-9]{1,2}\1 ?20[0-9]{2}|20[0-9]{2}([./-])[0-9]{1,2}\2[0-9]{1,2})(?![0-9])"
)
"""When something was printed or begins: no year of the days below."""
YEAR: Final = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
AUTUMN, SPRING = 8, 3
"""In a school year of two years, from this month on a day is certainly in the first, until that one in the second."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """First and last days of the terms of an ecosystem, and the day on which a file was sent in."""

    terms: tuple[tuple[date, date], ...]
    today: date

    def holds(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.terms)

    def last(self, month: int, day: int) -> date | None:
        """The last such day that is not to come, if it lies in a term; none where one to come this year does."""
        this, before = (on(year, month, day) for year in (self.today.year, self.today.year - 1))
        if this is not None and this > self.today and self.holds(this):
            return None
        found = this if this is not None and this <= self.today else before
        return found if found is not None and self.holds(found) else None

    def may_be(self, day: date) -> bool:
        """Whether attendance may have been kept on it: it is past, and in a term if any is known."""
        return day <= self.today and (not self.terms or self.holds(day))


def calendar_of(ecosystem: Ecosystem, at: datetime) -> Calendar:
    """The calendar that tells the year of days in a file that was sent in then."""
    terms = ecosystem.terms.filter(simulated=False).order_by("starts", "pk")
    return Calendar(tuple(terms.values_list("starts", "ends")), day_in(ecosystem, at))


def with_years(sheet: Sheet, calendar: Calendar | None) -> Sheet:
    """The sheet; the headings of a register that say no year with the year that is told of them.

    ``years`` of it says which that is.
    """
    found = {at: read for at, name in enumerate(sheet.columns) if (read := read_heading(name))}
    if len(found) < LEAST or days_of(sheet.columns):
        return sheet
    told = _Told(sheet.above, calendar)
    orders = [one for one in ORDERS if all(one in read for read in found.values())]
    dated = [days for one in orders if (days := _dated(found, one, told)) is not None]
    if len(dated) != len(orders) or not any(told.may_be(days.values()) for days in dated):
        return sheet
    if len({tuple(day.year for day in days.values()) for days in dated}) > 1:
        return sheet
    if any(not _in_order([*days.values()], above=told.above) for days in dated):
        return sheet
    said = {at: _said(sheet.columns[at], dated[0][at]) for at in found}
    columns = [said.get(at, name) for at, name in enumerate(sheet.columns)]
    places = {name: at for at, name in enumerate(columns) if name}
    years = "–".join(map(str, sorted({day.year for day in dated[0].values()})))
    return replace(sheet, columns=columns, places=places, years=years, years_above=told.above)


def _in_order(days: list[date], *, above: bool) -> bool:
    """No day twice; and from either end one after the other, unless one year for all stands above."""
    is_one = above and len({day.year for day in days}) == 1
    if not is_one and days not in (sorted(days), sorted(days)[::-1]):
        return False
    return len(set(days)) == len(days)


def _dated(found: Mapping[int, Readings], order: Order, told: "_Told") -> dict[int, date] | None:
    """The days, read in that order; None where the year of one is not told."""
    days = {at: told.day(*read[order]) for at, read in found.items()}
    return {at: day for at, day in days.items() if day} if all(days.values()) else None


def _said(heading: str, day: date) -> str:
    """The day in ISO's way; where day and month may stand either way round, as it is written, with the year."""
    text = bare(heading)
    return f"{text}/{day.year}" if SLASHED.fullmatch(text) else day.isoformat()


class _Told:
    """What tells the year of a day: what stands above, else the calendar."""

    def __init__(self, above: Iterable[str], calendar: Calendar | None) -> None:
        self.calendar, text = calendar, DATE.sub(" ", with_western_digits(" ".join(above)))
        spans = {int(first) for first, last in SPAN.findall(text) if _follows(first, last)}
        years = set(map(int, YEAR.findall(text)))
        self._span = spans.pop() if len(spans) == 1 and years <= _both(spans) else None
        self._year = years.pop() if not spans and self._span is None and len(years) == 1 else None
        self.above = self._span is not None or self._year is not None
        self._unsure = not self.above and bool(years or spans)

    def day(self, month: int, day: int) -> date | None:
        if self._year is not None:
            return on(self._year, month, day)
        if self._span is not None:
            return self._in_span(self._span, month, day)
        return self.calendar.last(month, day) if self.calendar and not self._unsure else None

    def may_be(self, days: Iterable[date]) -> bool:
        """Whether one year above may be that of these days; a number may stand there for something else."""
        return self._year is None or self.calendar is None or all(map(self.calendar.may_be, days))

    def _in_span(self, first: int, month: int, day: int) -> date | None:
        days = [one for year in (first, first + 1) if (one := on(year, month, day))]
        held = [one for one in days if self.calendar and self.calendar.holds(one)]
        if len(held) == 1:
            return held[0]
        if month >= AUTUMN:
            return on(first, month, day)
        return on(first + 1, month, day) if month <= SPRING else None


def _both(spans: Iterable[int]) -> set[int]:
    return {year for first in spans for year in (first, first + 1)}


def _follows(first: str, last: str) -> bool:
    return int(last) % 100 == (int(first) + 1) % 100
