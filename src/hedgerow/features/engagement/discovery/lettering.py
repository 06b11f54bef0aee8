"""The names of places beside their spots on the small map, as far as they have room. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .drawing import APART, WIDE, Spot

LETTER, HIGH, BESIDE, EDGE = 7.2, 16.0, 18.0, 8.0
"""How wide a letter is at most, how high a line, how far from its spot it begins, and the margin."""
SHORTEST: Final = 6
"""Fewer letters of a name than these tell nothing."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Lettered:
    """A spot with what lies there, and its place's name from ``x`` on; empty where it has no room."""

    spot: Spot
    titles: str
    name: str
    x: float
    anchor: str


def lettered(
    spots: Sequence[Spot], titles: Mapping[int, str], names: Mapping[int, str]
) -> list[Lettered]:
    """Each spot with its name at one side of it, over no other spot and no other name."""
    taken = [_around(spot) for spot in spots]
    found = []
    for spot in spots:
        name, x, anchor = "", spot.x, "start"
        for text, at, side, box in _ways(spot, names.get(spot.numbers[0], "")):
            if not any(_meet(box, one) for one in taken if one != _around(spot)):
                name, x, anchor = text, at, side
                taken.append(box)
                break
        there = ", ".join(titles[number] for number in spot.numbers)
        found.append(Lettered(spot, there, name, x, anchor))
    return found


def _ways(spot: Spot, name: str) -> Iterator[tuple[str, float, str, Box]]:
    """The name after its spot and before it, where there is more room first; shortened to fit."""
    sides = ("start", "end") if spot.x < WIDE / 2 else ("end", "start")
    for side in sides:
        after = side == "start"
        at = spot.x + BESIDE if after else spot.x - BESIDE
        room = int(((WIDE - EDGE - at) if after else (at - EDGE)) / LETTER)
        text = name if len(name) <= room else f"{name[: max(room - 1, 0)].rstrip()}…"
        if not name or room < min(len(name), SHORTEST):
            continue
        wide = len(text) * LETTER
        left = at if after else at - wide
        yield text, at, side, (left, spot.y - HIGH / 2, left + wide, spot.y + HIGH / 2)


def _around(spot: Spot) -> Box:
    half = APART / 2
    return spot.x - half, spot.y - half, spot.x + half, spot.y + half


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]
