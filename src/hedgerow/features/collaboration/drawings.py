"""Members of a network and their ties, as a drawing shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from hedgerow.foundation.graphs.drawing import PHONE, SCREEN, Picture, Sheet

SHADES = 4
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
    """A member on a drawing; ``shade`` is its community's."""

    member: Member
    shade: int
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
    """The same network, for a wide or a narrow screen."""

    screen: str
    wide: int
    high: int
    circles: tuple[Circle, ...]
    ties: tuple[Line, ...]


def drawing(
    screen: str,
    members: Sequence[Member],
    kept: Mapping[tuple[int, int], int],
    picture: Picture,
) -> Drawing:
    """The members and their ties as one of the two drawings shows them."""
    most, nodes = max(kept.values(), default=1), picture.nodes
    at = [(one, nodes[one.pk]) for one in members]
    return Drawing(
        screen, SHEETS[screen].wide, round(picture.high),
        tuple(
            Circle(one, min(one.community, SHADES), node.x, node.y, node.r) for one, node in at
        ),
        tuple(
            Line(nodes[a].x, nodes[a].y, nodes[b].x, nodes[b].y, round(1 + 4 * number / most, 1))
            for (a, b), number in kept.items()
        ),
    )  # fmt: skip
