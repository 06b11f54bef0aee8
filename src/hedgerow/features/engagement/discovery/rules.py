"""What a search asks for, as its address says it; distances on the earth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

EARTH: Final = 6371.0088
"""Mean radius of the earth in km. Source: IUGG."""
KM_A_DEGREE: Final = 111.2
DISTANCES: Final = (1, 2, 5, 10, 25, 50, 100)
USUAL: Final = 10
LONGEST: Final = 300
_DEGREES: Final = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,8})?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*")


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees; where ``west`` is more than ``east`` it goes across the date line."""

    south: float
    west: float
    north: float
    east: float

    @property
    def is_across(self) -> bool:
        return self.west > self.east


@dataclass(frozen=True, slots=True)
class Near:
    """A place on earth and so many kilometres around it."""

    latitude: float
    longitude: float
    km: float

    @property
    def box(self) -> Box:
        """What surely holds the circle: the index is asked for it, then each distance is taken."""
        high = self.km / KM_A_DEGREE * 1.01
        south, north = max(self.latitude - high, -90), min(self.latitude + high, 90)
        narrow = cos(radians(max(abs(south), abs(north))))
        wide = high / narrow if narrow > high / 180 else 180.0
        if wide >= 180:
            return Box(south, -180, north, 180)
        return Box(south, _turned(self.longitude - wide), north, _turned(self.longitude + wide))

    def distance(self, latitude: float, longitude: float) -> float:
        """Kilometres as the crow flies (haversine)."""
        one, other = radians(self.latitude), radians(latitude)
        high, wide = sin((other - one) / 2), sin(radians(longitude - self.longitude) / 2)
        return 2 * EARTH * asin(min(1, sqrt(high * high + cos(one) * cos(other) * wide * wide)))


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def degrees(text: str) -> tuple[float, float] | None:
    """Latitude and longitude that were written as two numbers; None where it is no such pair."""
    found = _DEGREES.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


@dataclass(frozen=True, slots=True)
class Asked:
    """A search; what is empty asks for nothing. All that is asked must hold.

    ``near`` is a place as somebody wrote it: the name of a site here, or two numbers of degrees.
    """

    words: str = ""
    near: str = ""
    km: int = USUAL
    starts: date | None = None
    ends: date | None = None
    age: int | None = None
    grade: str = ""
    language: str = ""
    access: tuple[str, ...] = ()
    kind: str = ""
    cost: int | None = None
    places: bool = False
    sort: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        """Names of the fields that narrow the search."""
        counted = (one.name for one in fields(self) if one.name not in ("km", "sort"))
        return tuple(name for name in counted if getattr(self, name) not in ("", None, (), False))

    def without(self, name: str) -> Asked:
        """The same search without one of its conditions."""
        empty: dict[str, Any] = {one.name: one.default for one in fields(self) if one.name == name}
        return replace(self, **empty)

    def said(self) -> dict[str, Any]:
        """What the address says, in one order, so that the same search has the same address."""
        found: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value == one.default or (one.name == "km" and not self.near):
                continue
            if isinstance(value, date):
                found[one.name] = value.isoformat()
            elif isinstance(value, bool):
                found[one.name] = "on"
            else:
                found[one.name] = list(value) if isinstance(value, tuple) else value
        return found


def asked_of(values: Mapping[str, Any]) -> Asked:
    """A search of values that were checked; what is missing asks for nothing."""
    known = {one.name for one in fields(Asked)}
    given = {name: value for name, value in values.items() if name in known and value is not None}
    given["access"] = tuple(sorted(given.get("access") or ()))
    return Asked(**given)
