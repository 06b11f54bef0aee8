"""Rules of priority as one class: a rule further up outweighs all below it. Pure."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .rounds import Bools

MOST: Final = 7
"""So many rules give the 128 classes that a round can have."""
EARTH_KM: Final = 6371.0


def classes_of(met: Sequence[Bools]) -> NDArray[np.uint8]:
    """The priority class (uint8, 0 goes first) by rules in their order; each says who meets it.

    Raises ValueError for more rules than there are classes for.
    """
    if len(met) > MOST:
        raise ValueError("a round has at most seven rules of priority")
    if not met:
        raise ValueError("without rules the shape is not known")
    found: NDArray[np.uint8] = np.zeros(met[0].shape, np.uint8)
    for one in met:
        found = ((found << 1) | ~one).astype(np.uint8)
    return found


def met_by(priority: int, rules: int) -> list[int]:
    """Which of that many rules, by number, were met by a class."""
    return [at for at in range(rules) if not priority >> (rules - 1 - at) & 1]


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance over ground between two places (latitude, longitude in degrees)."""
    (north, east), (to_north, to_east) = one, other
    up, across = radians(to_north - north) / 2, radians(to_east - east) / 2
    part = sin(up) ** 2 + cos(radians(north)) * cos(radians(to_north)) * sin(across) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(part)))


def decided_by(mine: int, last: int | None, rules: int) -> Any:
    """The first rule, by number, in which the last one in and I differ; None where the lot decided."""
    if last is None or mine == last:
        return None
    return next(at for at in range(rules) if (mine ^ last) >> (rules - 1 - at) & 1)
