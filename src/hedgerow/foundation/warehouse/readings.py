"""What a measure answers: a reading, and the window it was read over. No heavy imports."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

State = Literal["ok", "insufficient", "withheld", "data_error"]


@dataclass(frozen=True, slots=True)
class Window:
    """Days from ``starts`` to ``ends``, both included."""

    starts: date
    ends: date

    @classmethod
    def ending(cls, day: date) -> "Window":
        """The twelve months that end on ``day``."""
        return cls(_year_before(day) + timedelta(days=1), day)

    def before(self) -> "Window":
        """The twelve months that end the day before this window starts."""
        return Window.ending(self.starts - timedelta(days=1))


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure at one date.

    ``value`` is None unless the state is ok; ``n`` counts base records; ``coverage`` is the share
    (0-1) of the needed records that exist. ``lower`` and ``upper`` are the 95 % interval, None
    where the sample cannot give one. ``smallest_cell`` is the smallest count of learners that a
    reader could work out from the figures, None where no learners are counted; ``coverage_of`` is
    how many learners coverage is a share of, None where it is a share of something else.
    ``clusters`` is how many of them the interval was found from.
    ``inner`` says that it tells of activities which members alone may see.
    ``was_sufficient`` speaks of the window before. ``rows`` names the kind of subject behind the
    reading's rows, "" where there are none to open.
    """

    number: str
    state: State
    window: Window
    value: float | None = None
    n: int = 0
    coverage: float | None = None
    lower: float | None = None
    upper: float | None = None
    level: int | None = None
    level_lower: int | None = None
    level_upper: int | None = None
    reason: str = ""
    is_share: bool = False
    smallest_cell: int | None = None
    coverage_of: int | None = None
    clusters: int = 0
    inner: bool = False
    was_sufficient: bool = False
    rows: str = ""

    @property
    def is_sufficient(self) -> bool:
        return self.state == "ok"

    @property
    def has_lapsed(self) -> bool:
        """Whether there were records enough in the window before, and no longer."""
        return self.state == "insufficient" and self.was_sufficient
