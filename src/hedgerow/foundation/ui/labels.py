"""Where names stand on a drawing: beside their circles, upon no other name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import combining, east_asian_width

SIZE = 16.0
"""How large names are written, in the units of the drawing, unless said; network.css says the same."""
SHORTEST: Final = 6
"""Fewer letters of a name than these tell nothing."""
NARROW, WIDE = 0.6, 1.05
"""How wide a letter is, and one that takes the room of two, for its size."""
GAP = 5.0
CUT = "…"

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle that may be named: where it is, how large, and the name."""

    x: float
    y: float
    r: float
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the middle of its height; ``anchor`` says which end of it is at ``x``."""

    text: str
    x: float
    y: float
    anchor: Anchor


def labels(
    named: Iterable[Spot],
    circles: Iterable[Spot],
    longest: int,
    wide: float,
    high: float,
    *,
    size: float = SIZE,
    over: int | None = None,
) -> tuple[Label, ...]:
    """A label for each that finds room: within the drawing, upon no other label, few circles hid.

    With ``over`` only the first so many may hide circles; whoever else then has no room is left out.
    The first has its choice of room. Names longer than ``longest`` letters are cut, and cut shorter
    where only that fits or hides fewer circles.
    """
    bodies = [(one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r) for one in circles]
    found: list[tuple[Label, Box]] = []
    for number, spot in enumerate(named):
        taken = [box for _label, box in found]
        is_clear = over is not None and number >= over
        ways = (
            (
                0 if is_clear else sum(_meet(box, body) for body in bodies),
                shorter,
                place,
                label,
                box,
            )
            for shorter, letters in enumerate(_lengths(min(longest, len(spot.name))))
            for place, (label, box) in enumerate(_around(spot, short(spot.name, letters), size))
            if _within(box, wide, high)
            and not any(_meet(box, other) for other in taken)
            and not (is_clear and any(_meet(box, body) for body in bodies))
        )
        # whoever hides nothing takes the first way, longest name first
        best = next(ways, None) if is_clear else min(ways, key=lambda way: way[:3], default=None)
        if best:
            found.append(best[3:])
    return tuple(label for label, _box in found)


def _lengths(longest: int) -> Iterator[int]:
    """So many letters are tried, the most first; a short name as it is."""
    while longest > 0:
        yield longest
        longest = longest * 3 // 4 if longest * 3 // 4 >= SHORTEST else 0


def short(name: str, longest: int) -> str:
    """The name, cut after a word where one ends in its second half, else within one."""
    if len(name) <= longest:
        return name
    begun = name[: longest - 1]
    words = begun if name[longest - 1].isspace() else begun.rpartition(" ")[0]
    kept = words if 2 * len(words) >= longest else begun
    while combining(name[len(kept)]):
        kept = kept[:-1]
    return kept.rstrip(" ,;:-–(") + CUT


def _around(spot: Spot, text: str, size: float) -> Iterator[tuple[Label, Box]]:
    """The places beside, under and over a circle, the best first."""
    long, away, near = size * _width(text), spot.r + GAP, 0.75 * spot.r + GAP
    under = spot.r + size / 2 + 4
    places: tuple[tuple[Anchor, float, float], ...] = (
        ("start", away, 0.0), ("end", -away, 0.0),
        ("middle", 0.0, under), ("middle", 0.0, -under),
        ("start", near, near), ("end", -near, near),
        ("start", near, -near), ("end", -near, -near),
    )  # fmt: skip
    for anchor, x, y in places:
        at, middle = spot.x + x, spot.y + y
        left = at - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        box = (left, middle - size / 2, left + long, middle + size / 2)
        yield Label(text, round(at, 1), round(middle, 1), anchor), box


def _width(text: str) -> float:
    """About how wide it is written, for its size."""
    return sum(
        0.0 if combining(one) else WIDE if east_asian_width(one) in "WF" else NARROW for one in text
    )


def _within(box: Box, wide: float, high: float) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= wide and bottom <= high


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
