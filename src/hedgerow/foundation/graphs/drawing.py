"""How a network is drawn: places that do not lie upon one another, communities, sizes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from .arranging import KEPT, Pairs, arranged

SMALLEST, LARGEST = 12.0, 26.0
"""The radius of who has fewest and most partners, wide enough for a number."""
GAP = 6.0
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn upon, ``wide`` and as high as it takes.

    Those who hang together get a box of their own: ``base`` and ``room`` for each of them are
    its area, ``shape`` how much wider than high it is.
    """

    wide: int
    base: int
    room: int
    shape: float

    def box(self, nodes: int) -> tuple[float, float]:
        """Width and height for so many."""
        area = self.base + self.room * nodes
        width = min(self.wide, sqrt(area * self.shape))
        return width, area / width


SCREEN = Sheet(wide=1000, base=16_000, room=7_000, shape=1.7)
PHONE = Sheet(wide=400, base=8_000, room=4_200, shape=1.2)


@dataclass(frozen=True, slots=True)
class Node:
    """``x``, ``y`` and ``r`` on the drawing, ``community`` from 1, the largest first."""

    x: float
    y: float
    r: float
    community: int


@dataclass(frozen=True, slots=True)
class Picture:
    nodes: Mapping[int, Node]
    high: float


def drawn(pairs: Mapping[tuple[int, int], int], sheet: Sheet) -> Picture:
    """A place, a size and a community for each that has a tie; the same for the same ties.

    No two lie upon one another, and who does not hang together lies apart. The pictures that were
    asked for last are kept, as most readers of a network see the same.
    """
    return _drawn(tuple(sorted(pairs.items())), sheet)


@lru_cache(maxsize=KEPT)
def _drawn(pairs: Pairs, sheet: Sheet) -> Picture:
    of, knots = arranged(pairs)
    corners, high = shelved([sheet.box(len(one.names)) for one in knots], sheet.wide)
    sizes, nodes = radii(pair for pair, _number in pairs), {}
    for knot, corner in zip(knots, corners, strict=True):
        radius = np.array([sizes[one] for one in knot.names])
        places = apart(knot.spread, radius, np.array(sheet.box(len(knot.names))))
        for one, (x, y) in zip(knot.names, places + np.array(corner), strict=True):
            nodes[one] = Node(round(float(x), 1), round(float(y), 1), sizes[one], of[one])
    return Picture(nodes, round(high, 1))


def shelved(
    boxes: Sequence[tuple[float, float]], wide: float
) -> tuple[list[tuple[float, float]], float]:
    """The upper left corner of each box, set on shelves from above, and the height of all."""
    shelves: list[list[int]] = []
    for at, (width, _height) in enumerate(boxes):
        if not shelves or sum(boxes[one][0] for one in shelves[-1]) + width > wide:
            shelves.append([])
        shelves[-1].append(at)
    corners, y = {}, 0.0
    for shelf in shelves:
        x = (wide - sum(boxes[one][0] for one in shelf)) / 2
        for one in shelf:
            corners[one] = (x, y)
            x += boxes[one][0]
        y += max(boxes[one][1] for one in shelf)
    return [corners[at] for at in range(len(boxes))], y


def radii(pairs: Iterable[tuple[int, int]]) -> dict[int, float]:
    """How large each is drawn: the area grows with the number of partners."""
    partners = Counter(one for pair in pairs for one in pair)
    most = max(partners.values(), default=1)
    return {
        one: round(max(SMALLEST, LARGEST * sqrt(number / most)), 1)
        for one, number in partners.items()
    }


def apart(
    places: NDArray[np.float64], radius: NDArray[np.float64], box: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The places stretched over the box, then moved until no two circles touch.

    Circles that do are pushed away from one another, half the way each, and kept in the box.
    """
    low = radius[:, None] + GAP
    high = box - low
    span = np.ptp(places, axis=0)
    share = np.where(span > 0, (places - places.min(axis=0)) / np.where(span > 0, span, 1), 0.5)
    found = low + share * (high - low)
    need = radius[:, None] + radius[None, :] + GAP
    np.fill_diagonal(need, 0)
    for _round in range(ROUNDS):
        between = found[:, None, :] - found[None, :, :]
        far = np.hypot(between[..., 0], between[..., 1])
        lacks = np.clip(need - far, 0, None)
        if not (lacks > 0.5).any():
            break
        push = between / np.where(far > 0, far, 1)[..., None] * lacks[..., None] / 2
        found = np.clip(found + push.sum(axis=1) * 0.6, low, high)
    return found
