"""Places on the map of the world, in the projection of the base map. Pure.

Source: Šavrič, Jenny, Patterson, Petrovič & Hurni 2011, a polynomial for the Natural Earth
projection; the base map is drawn in the same one when the front end is built.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist, radians

WIDE, HIGH = 1000, 434
EQUATOR, SCALE = 253, 182.79
TOGETHER, CROWDED = 34, 140
"""Places closer than this, in units of the map, share a marker: a finger takes one without another
being near. On a phone, where the map is a third as wide, that is 44 pixels; else 24 or more."""


@dataclass(frozen=True, slots=True)
class Place:
    """What stands somewhere: degrees north and east."""

    slug: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Marker:
    """One or several places, where the first of them lies; ``x`` and ``y`` are units of the map."""

    x: float
    y: float
    places: tuple[Place, ...]

    @property
    def names(self) -> str:
        return ", ".join(one.name for one in self.places)


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the map, from its upper left corner."""
    turn, rise = radians(longitude), radians(latitude)
    s = rise * rise
    q = s * s
    x = turn * (0.8707 - 0.131979 * s + q * (-0.013791 + q * s * (0.003971 - 0.001529 * s)))
    y = rise * (1.007226 + s * (0.015085 + q * (-0.044475 + 0.028874 * s - 0.005916 * q)))
    return round(WIDE / 2 + SCALE * x, 1), round(EQUATOR - SCALE * y, 1)


def markers(places: Iterable[Place], together: float = TOGETHER) -> Sequence[Marker]:
    """Markers that do not lie upon one another; each place has a part in exactly one."""
    found: list[Marker] = []
    for place in places:
        point = projected(place.latitude, place.longitude)
        for at, one in enumerate(found):
            if dist(point, (one.x, one.y)) < together:
                found[at] = Marker(one.x, one.y, (*one.places, place))
                break
        else:
            found.append(Marker(*point, (place,)))
    return found
