"""The academic sessions of a OneRoster set that goes out: the terms, and the days of groups."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hedgerow.commons.ecosystems.models import Term

from .school_years import Days, SchoolYears

YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class Span:
    """A session by its first and last day."""

    id: str
    title: str
    starts: date
    ends: date


def span_of(starts: date, ends: date | None, terms: Sequence[Term], day: date) -> Span:
    """The term with these days, else a session of its own.

    The standard wants a last day: of a group without one it is that of the last term it meets in,
    or a year later, and not before the day on which the set is made.
    """
    if ends is None:
        within = [one.ends for one in terms if starts <= one.ends <= starts + YEAR]
        ends = max([day, starts, max(within, default=starts + YEAR)])
    for term in terms:
        if (term.starts, term.ends) == (starts, ends):
            return Span(str(term.uuid), term.name, starts, ends)
    title = f"{starts.isoformat()} – {ends.isoformat()}"
    return Span(f"session-{starts:%Y%m%d}-{ends:%Y%m%d}", title, starts, ends)


def sessions(terms: Sequence[Term], spans: Iterable[Span]) -> Iterator[dict[str, str]]:
    """Each term and each span once."""
    found = {str(one.uuid): Span(str(one.uuid), one.name, one.starts, one.ends) for one in terms}
    found |= {one.id: one for one in spans}
    years = SchoolYears(_days(one) for one in found.values())
    for one in found.values():
        days = _days(one)
        yield {"sourcedId": one.id, "title": one.title,
               "type": "schoolYear" if days.is_year else "term",
               "schoolYear": str(years.year_of(days)),
               "startDate": one.starts.isoformat(), "endDate": one.ends.isoformat()}  # fmt: skip


def _days(one: Span) -> Days:
    return Days(one.starts, one.ends)
