"""When activities take place: two stretches that are over, and one that runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from hedgerow.edges.blueprints.plot import Plot

DROPPED, LEFT_OUT, CANCELLED = 0.06, 0.1, 0.03
LEAST_SESSIONS = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of past sessions, and whether the activity still runs."""

    days: tuple[date, ...]
    running: bool

    @property
    def starts(self) -> date:
        return self.days[0] - timedelta(days=7)


def offered(plot: Plot) -> tuple[tuple[int, int], ...]:
    """Stretch and group of each activity of a site, in the order of their places."""
    groups = range(plot.sizes.groups)
    half = len(groups) // 2
    ended = [(0 if group < half else 1, group) for group in groups]
    return (*ended, *((2, group) for group in groups[::2]))


def sessions_each(plot: Plot) -> int:
    """How many sessions each activity has held, so that there are as many marks as told."""
    sizes = plot.sizes
    taking_part = sizes.learners * (1 - LEFT_OUT) / sizes.groups * len(offered(plot))
    wanted = ceil(sizes.marks / (taking_part * (1 - CANCELLED - DROPPED)))
    return max(wanted, LEAST_SESSIONS)


def stretches(plot: Plot) -> tuple[Stretch, Stretch, Stretch]:
    """Two that ended within the last twelve months, and one that runs, counted back from today."""
    count = sessions_each(plot)
    found = []
    for weeks_ago, every in ((27, 7), (9, 7)):
        last = plot.today - timedelta(weeks=weeks_ago)
        found.append(tuple(last - timedelta(days=every * n) for n in reversed(range(count))))
    lately = [plot.today - timedelta(days=3 + n * 7 // 2) for n in reversed(range(count))]
    return (
        Stretch(_weekdays(found[0]), False),
        Stretch(_weekdays(found[1]), False),
        Stretch(_weekdays(lately), True),
    )


def _weekdays(days: Iterable[date]) -> tuple[date, ...]:
    """The same days, those at a weekend moved to the Friday before."""
    return tuple(sorted({day - timedelta(days=max(day.weekday() - 4, 0)) for day in days}))
