"""A small map of what was found: numbered places as on a plain, with a bar that says how far it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import Final

from hedgerow.foundation.ui import labels

from .rules import KM_A_DEGREE


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a drawing, in its own units, with the numbers of what lies there."""

    x: float
    y: float
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"{self.numbers[0]}+" if len(self.numbers) > 1 else str(self.numbers[0])


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places drawn as on a plain; ``bar`` units are ``km`` kilometres."""

    wide: float
    high: float
    spots: tuple[Spot, ...]
    bar: float
    km: float

    @property
    def foot(self) -> float:
        """Where the line stands that says how long a kilometre is."""
        return self.high - 14

    @property
    def inner(self) -> tuple[float, float]:
        return self.wide - 2, self.high - 2


WIDE, MARGIN, APART = 400.0, 40.0, 26.0
LETTERS, LONGEST, FOOT = 13.0, 42, 36.0
"""How large names are written, as find.css says; the most letters; the yardstick's room at the foot."""
SMALLEST: Final = 0.01
"""Degrees across, about a kilometre: one place alone is not drawn larger."""
BARS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def drawing(points: Mapping[int, tuple[float, float]]) -> Drawing | None:
    """A drawing of numbered places (latitude, longitude); those close together share a spot."""
    if not points:
        return None
    highs, wides = zip(*points.values(), strict=True)
    narrow = max(cos(radians((min(highs) + max(highs)) / 2)), 0.05)
    across = max((max(wides) - min(wides)) * narrow, SMALLEST)
    along = max(max(highs) - min(highs), SMALLEST / 2)
    scale = (WIDE - 2 * MARGIN) / max(across, along)
    left = (WIDE - (max(wides) - min(wides)) * narrow * scale) / 2
    top = MARGIN + (along - (max(highs) - min(highs))) * scale / 2
    found: list[Spot] = []
    for number, (high, wide) in points.items():
        x = round(left + (wide - min(wides)) * narrow * scale, 1)
        y = round(top + (max(highs) - high) * scale, 1)
        _put(found, x, y, number)
    unit = scale / KM_A_DEGREE
    km = max((one for one in BARS if one * unit <= WIDE / 3), default=BARS[0])
    return Drawing(
        WIDE, round(along * scale + 2 * MARGIN, 1), tuple(found), round(km * unit, 1), km
    )


def named(drawn: Drawing, names: Mapping[int, str]) -> tuple[labels.Label, ...]:
    """The names of places beside their spots, over no spot, as far as they have room."""
    circles = [
        labels.Spot(one.x, one.y, APART / 2, names.get(one.numbers[0], "")) for one in drawn.spots
    ]
    return labels.labels(
        circles, circles, LONGEST, drawn.wide, drawn.high - FOOT, size=LETTERS, over=0
    )


def _put(spots: list[Spot], x: float, y: float, number: int) -> None:
    for at, one in enumerate(spots):
        if hypot(one.x - x, one.y - y) < APART:
            spots[at] = replace(one, numbers=(*one.numbers, number))
            return
    spots.append(Spot(x, y, (number,)))
