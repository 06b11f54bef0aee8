"""Members of a network and their ties, as a drawing shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hedgerow.foundation.graphs.drawing import PHONE, SCREEN, Picture, Sheet
from hedgerow.foundation.ui.labels import Label, Spot, labels

SHADES, OUTLINES = 4, 4
"""So many looks are told apart by sight, in shade and outline; then they begin anew."""
NAMED: Mapping[str, int] = {"wide": 5, "narrow": 1}
"""So many are named whatever their names lie over."""
LONGEST: Mapping[str, int] = {"wide": 30, "narrow": 20}
SHEETS: Mapping[str, Sheet] = {"wide": SCREEN, "narrow": PHONE}


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation with its ties."""

    pk: int
    uuid: UUID
    name: str
    url: str
    sector: str
    partners: int
    joint: int
    community: int


@dataclass(frozen=True, slots=True)
class Circle:
    """A member on a drawing; ``shade`` and ``outline`` (0: none) are its community's."""

    member: Member
    shade: int
    outline: int
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The same network, for a wide or a narrow screen; ``labels`` name who has most partners, and of the others
    whoever has room for it."""

    screen: str
    wide: int
    high: int
    circles: tuple[Circle, ...]
    ties: tuple[Line, ...]
    labels: tuple[Label, ...]


def drawing(
    screen: str,
    members: Sequence[Member],
    kept: Mapping[tuple[int, int], int],
    picture: Picture,
) -> Drawing:
    """The members, most partners first, and their ties as one of the two drawings shows them."""
    most, nodes = max(kept.values(), default=1), picture.nodes
    at = [(one, nodes[one.pk]) for one in members]
    spots = [Spot(node.x, node.y, node.r, one.name) for one, node in at]
    wide, high = SHEETS[screen].wide, round(picture.high)
    return Drawing(
        screen, wide, high,
        tuple(Circle(one, *look(one.community), node.x, node.y, node.r) for one, node in at),
        tuple(
            Line(nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, round(1 + 4 * number / most, 1))
            for (a, b), number in kept.items()
        ),
        labels(spots, spots, LONGEST[screen], wide, high, over=NAMED[screen]),
    )  # fmt: skip


def look(community: int) -> tuple[int, int]:
    """The shade and the outline of a community, of which each has a number from 1."""
    return (community - 1) % SHADES + 1, (community - 1) // SHADES % OUTLINES
