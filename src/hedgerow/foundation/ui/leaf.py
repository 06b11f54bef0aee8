"""The profile's picture: a dog-rose leaf with seven leaflets. Geometry only, no request."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

State = Literal["measured", "insufficient", "withheld", "unbuilt"]
BANDS = 4
OFF = 14
ONE_LINE = 12
"""So many letters of a title stand beside one another."""
TITLES: tuple[str | Promise, ...] = (
    gettext_lazy("Purpose"),
    gettext_lazy("Norms and joint work"),
    gettext_lazy("Local governance"),
    gettext_lazy("Breadth"),
    gettext_lazy("Transfer"),
    gettext_lazy("Accountability"),
    gettext_lazy("Influence"),
)
# Where each feature's leaflet starts on the stem, its angle (0 = up, clockwise) and length:
# feature 1 at the tip, then pairs from the top, even ones left.
PLACES: tuple[tuple[int, int, int, int], ...] = (
    (200, 120, 0, 112),
    (200, 165, -48, 118),
    (200, 165, 48, 118),
    (200, 240, -58, 128),
    (200, 240, 58, 128),
    (200, 318, -62, 118),
    (200, 318, 62, 118),
)


@dataclass(frozen=True, slots=True)
class FeatureReading:
    """What one leaflet says. ``level`` 0 to 4 where measured, else None."""

    level: int | None = None
    lower: int | None = None
    upper: int | None = None
    state: State = "insufficient"
    url: str = ""

    @property
    def sentence(self) -> str:
        """The reading in words, for the table and for who does not see the picture."""
        if self.state == "withheld":
            return gettext("withheld, as it could point at a few people")
        if self.state == "unbuilt":
            return gettext("not computed in this version")
        if self.level is None:
            return gettext("too few records")
        said = gettext("level %(level)s of 4") % {"level": self.level}
        if self.lower is None or self.upper is None or self.lower == self.upper:
            return said
        between = {"lower": self.lower, "upper": self.upper}
        return f"{said} " + gettext("(somewhere from %(lower)s to %(upper)s)") % between


@dataclass(frozen=True, slots=True)
class Band:
    """One filled step, in the leaflet's own coordinates (tip at minus ``length``)."""

    step: int
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One leaflet, drawn; numbers are text with a dot, whatever the language."""

    number: int
    title: str | Promise
    reading: FeatureReading
    transform: str
    blade: str
    vein: str
    kind: str
    bands: tuple[Band, ...]
    bracket: str
    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The title; in two lines as even as can be where a phone has no room for one."""
        title = str(self.title)
        words = title.split()
        ways = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        if len(title) <= ONE_LINE or not ways:
            return (title,)
        return min(ways, key=lambda way: max(map(len, way)))

    @property
    def tip(self) -> str:
        """The number at the tip, or a dash."""
        return "–" if self.reading.level is None else str(self.reading.level)


@dataclass(frozen=True)
class Leaf:
    """The whole picture. ``key`` keeps ids apart where several stand on one page."""

    key: str
    name: str
    leaflets: tuple[Leaflet, ...]
    changed: bool = False

    @property
    def title(self) -> str:
        return gettext("%(name)s: profile on seven features") % {"name": self.name}

    @cached_property
    def description(self) -> str:
        """Every leaflet in words; a new ecosystem's in one sentence."""
        measured = sum(one.reading.level is not None for one in self.leaflets)
        if not measured:
            return gettext("No feature has a level yet.")
        said = gettext("; ").join(f"{one.title}: {one.reading.sentence}" for one in self.leaflets)
        count = ngettext("%(n)s feature read", "%(n)s features read", measured) % {"n": measured}
        return f"{count}. {said}."


def leaf(
    readings: Sequence[FeatureReading],
    *,
    name: str,
    key: str = "leaf",
    mirrored: bool = False,
    changed: bool = False,
) -> Leaf:
    """Draw seven readings, in the features' order.

    ``mirrored`` swaps left and right for languages written from right to left;
    ``changed`` lets the bands grow once. Raises ValueError unless there are seven.
    """
    if len(readings) != len(PLACES):
        raise ValueError(f"a leaf has seven leaflets, not {len(readings)}")
    drawn = tuple(_leaflet(index, one, mirrored) for index, one in enumerate(readings))
    return Leaf(key=key, name=name, leaflets=drawn, changed=changed)


def _leaflet(index: int, reading: FeatureReading, mirrored: bool) -> Leaflet:
    x, y, angle, length = PLACES[index]
    angle = -angle if mirrored else angle
    turn_x, turn_y = sin(radians(angle)), -cos(radians(angle))
    tip_x = x + (OFF + length + 17) * turn_x + (0 if angle == 0 else 10 if angle < 0 else -10)
    tip_y = y + (OFF + length + 13) * turn_y
    side = "middle" if angle == 0 else "left" if angle < 0 else "right"
    return Leaflet(
        number=index + 1,
        title=TITLES[index],
        reading=reading,
        transform=f"translate({x + OFF * turn_x:.1f} {y + OFF * turn_y:.1f}) rotate({angle})",
        blade=_blade(length),
        vein=f"M0 {OFF} V{-length * 0.93:.1f}",
        kind=_kind(reading),
        bands=_bands(reading.level or 0, length),
        bracket=_bracket(reading, length),
        x=f"{tip_x:.1f}",
        y=f"{tip_y:.1f}",
        label_x=f"{tip_x + _aside(angle, mirrored):.1f}",
        label_y=f"{tip_y:.1f}",
        anchor=_anchor(side, mirrored),
    )


def _aside(angle: int, mirrored: bool) -> int:
    """How far a title stands from the number: at the tip beside it, else clear of the leaflet."""
    if angle:
        return -5 if angle < 0 else 5
    return -14 if mirrored else 14


def _blade(length: int) -> str:
    w = length * 0.30
    near, far = length * 0.18, length * 0.62
    return (
        f"M0 0C{w * 0.95:.1f} {-near:.1f} {w * 1.05:.1f} {-far:.1f} 0 {-length}"
        f"C{-w * 1.05:.1f} {-far:.1f} {-w * 0.95:.1f} {-near:.1f} 0 0Z"
    )


def _bands(level: int, length: int) -> tuple[Band, ...]:
    high = length / BANDS
    return tuple(
        Band(step, f"{-high * step + 1.2:.1f}", f"{high - 1.2:.1f}") for step in range(1, level + 1)
    )


def _bracket(reading: FeatureReading, length: int) -> str:
    """A thin bracket along the vein, from lower to upper level; empty where they are one."""
    if reading.lower is None or reading.upper is None or reading.lower == reading.upper:
        return ""
    low, high = (-length * level / BANDS for level in (reading.lower, reading.upper))
    return f"M-4 {low:.1f}H4M0 {low:.1f}V{high:.1f}M-4 {high:.1f}H4"


def _kind(reading: FeatureReading) -> str:
    if reading.level is not None:
        return "blade"
    return f"blade {'hollow' if reading.state in ('insufficient', 'measured') else reading.state}"


def _anchor(side: str, mirrored: bool) -> str:
    """SVG anchors follow the writing direction: ``start`` is the right side in Arabic."""
    if side == "middle":
        return "middle"
    return "end" if (side == "left") != mirrored else "start"
