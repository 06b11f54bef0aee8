"""When the acts of a simulated history take place: on the days they speak of, never ahead of now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hedgerow.commons.activities.models import Session
from hedgerow.edges.blueprints.plot import Plot

MORNING, EVENING = time(8), time(20)
SATURDAY = 5


def morning(plot: Plot, day: date, zone: ZoneInfo | None = None) -> datetime:
    """Early on that day: what is about to happen is entered or called off; there or in the whole."""
    return _within(plot, datetime.combine(day, MORNING, zone or plot.zone))


def evening(plot: Plot, day: date, zone: ZoneInfo | None = None) -> datetime:
    """Late on that day: what happened is written down; there or in the whole."""
    return _within(plot, datetime.combine(day, EVENING, zone or plot.zone))


def weekday_from(day: date) -> date:
    """That day, or the Monday after it where it is at a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def _within(plot: Plot, moment: datetime) -> datetime:
    return min(max(moment, plot.began), plot.at)


def by_month(sessions: Iterable[Session]) -> list[list[Session]]:
    """Sessions month by month, each in its order: one act a month, as one a day took too long."""
    months: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        months[session.day.replace(day=1)].append(session)
    return [months[month] for month in sorted(months)]
