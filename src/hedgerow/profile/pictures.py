"""A reading's interval and its trend, drawn. Geometry only; numbers are text with a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hedgerow.foundation.warehouse.readings import Reading

WIDE, HIGH = 400, 120
SIDE, TOP, FOOT = 24, 16, 28
ROOM = 1.15
"""How far the axis goes beyond the largest figure, where it does not end at one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cut of the scale: where it stands and which level begins there."""

    x: str
    level: int


@dataclass(frozen=True, slots=True)
class IntervalPicture:
    """The value as a dot, its interval as a line, the cuts as ticks, on one axis."""

    value: str
    lower: str
    upper: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    lower: str
    upper: str
    day: date


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """One dot a value, oldest first; ``path`` joins those with nothing missing in between.

    ``gaps`` are where a reading was made and had no value to show.
    """

    path: str
    dots: tuple[Dot, ...]
    gaps: tuple[str, ...] = ()


def interval_picture(
    reading: Reading,
    cuts: Sequence[float],
    *,
    beside: Sequence[Reading] = (),
    mirrored: bool = False,
) -> IntervalPicture | None:
    """The reading on its scale; None where there is no value to show.

    Readings of one measure that are drawn ``beside`` one another share the scale.
    """
    if reading.value is None:
        return None
    end = _end([reading, *beside], cuts)
    low = reading.value if reading.lower is None else reading.lower
    high = reading.value if reading.upper is None else reading.upper
    return IntervalPicture(
        value=_across(reading.value / end, mirrored),
        lower=_across(low / end, mirrored),
        upper=_across(high / end, mirrored),
        marks=tuple(Mark(_across(cut / end, mirrored), at) for at, cut in enumerate(cuts, 1)),
    )


def trend_picture(
    history: Sequence[tuple[date, Reading]],
    *,
    beside: Sequence[tuple[date, Reading]] = (),
    mirrored: bool = False,
) -> TrendPicture | None:
    """The readings over time, newest first as given; None with fewer than two values.

    Histories that are drawn ``beside`` one another share the scale and the stretch of time.
    """
    everything = [*history, *beside]
    if sum(one.value is not None for _, one in history) < 2:
        return None
    end = _end([one for _, one in everything if one.value is not None], ())
    first = min(day for day, _ in everything)
    days = max((max(day for day, _ in everything) - first).days, 1)
    steps, dots, gaps, pen = [], [], [], "M"
    for day, one in reversed(history):
        share = (day - first).days / days
        if one.value is None:
            gaps.append(_across(share, mirrored))
            pen = "M"
            continue
        dots.append(_dot(day, one, share, end, mirrored))
        steps.append(f"{pen}{dots[-1].x} {dots[-1].y}")
        pen = "L"
    return TrendPicture("".join(steps), tuple(dots), tuple(gaps))


def _dot(day: date, reading: Reading, share: float, end: float, mirrored: bool) -> Dot:
    value = reading.value or 0.0
    low = value if reading.lower is None else reading.lower
    high = value if reading.upper is None else reading.upper
    return Dot(_across(share, mirrored), _up(value / end), _up(low / end), _up(high / end), day)


def _end(readings: Sequence[Reading], cuts: Sequence[float]) -> float:
    """Where the axis ends: 1 for shares, else beyond the largest figure."""
    if all(one.is_share for one in readings):
        return 1.0
    figures = [x for one in readings for x in (one.value, one.upper) if x is not None]
    return max([*figures, *cuts, 0.0]) * ROOM or 1.0


def _across(share: float, mirrored: bool) -> str:
    share = min(max(share, 0.0), 1.0)
    return f"{SIDE + (WIDE - 2 * SIDE) * (1 - share if mirrored else share):.1f}"


def _up(share: float) -> str:
    return f"{HIGH - FOOT - (HIGH - TOP - FOOT) * min(max(share, 0.0), 1.0):.1f}"
