"""How made-up values of an indicator move: from where it began towards where it is to be. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from hedgerow.commons.observations.rules import bounds_of
from hedgerow.edges.blueprints.simulated_values import Observed

USUAL: Final = (20.0, 28.0)
OF_ALL: Final = 0.45, 0.6
"""Where nothing else is told: counts, and the part of what there could be at most."""
ON_THE_WAY, A_LITTLE, FAR = 0.6, 0.08, 0.4
BETWEEN_TERMS = 0.2
PLACES: Final = {1.0: 2, 100.0: 1}
"""Decimals of what has a most: two of a share, one of a percentage."""


@dataclass(frozen=True, slots=True)
class Way:
    """From ``first`` to ``last``, both ends inclusive; no value lies beyond ``end`` or is out of bounds."""

    first: float
    last: float
    least: float
    most: float
    places: int

    def at(self, part: float, chance: Random, offset: float = 0.0) -> Decimal:
        """The value after that part of the way, a little off it by chance and by the site's ``offset``."""
        span = self.last - self.first
        value = self.first + span * (part + chance.gauss(0, BETWEEN_TERMS) * part)
        return self.fitting(value * (1 + offset))

    def fitting(self, value: float) -> Decimal:
        """A number as it is told: rounded, and within what is possible."""
        return round(Decimal(min(max(value, self.least), self.most)), self.places)


@dataclass(frozen=True, slots=True)
class Ends:
    """What an indicator says of itself: its unit, where it began and where it is to be."""

    unit: str
    baseline: float | None
    target: float | None
    down: bool

    @property
    def most(self) -> float | None:
        """The highest value there can be; None: there is none."""
        bounds = bounds_of(self.unit)
        return None if bounds is None or bounds.most is None else float(bounds.most)


def way(ends: Ends, told: Observed) -> Way:
    """The way that is told, else the one from the baseline towards the target."""
    if told.of_learners:
        return Way(float(told.first or 0), float(told.last or 0), 0.0, 1.0, 4)
    first = _first(ends) if told.first is None else float(told.first)
    last = _last(ends, first, told) if told.last is None else float(told.last)
    least, most = min(0.0, first, last), ends.most if ends.most is not None else float("inf")
    if ends.target is not None:  # nobody is said to have come further than was hoped for
        least, most = (least, ends.target) if first <= ends.target else (ends.target, most)
    return Way(first, last, least, most, PLACES.get(ends.most or 0.0, 0))


def _first(ends: Ends) -> float:
    if ends.baseline is not None:
        return ends.baseline
    if ends.target is not None:
        return ends.target * (1 + FAR if ends.down else 1 - FAR)
    return _usual(ends)[0]


def _last(ends: Ends, first: float, told: Observed) -> float:
    if ends.target is not None:
        return first + (ends.target - first) * ON_THE_WAY
    if ends.baseline is None and told.first is None:
        return _usual(ends)[1]
    last = first * (1 - A_LITTLE if ends.down else 1 + A_LITTLE)
    return last if ends.most is None else min(last, ends.most)


def _usual(ends: Ends) -> tuple[float, float]:
    low, high = USUAL if ends.most is None else (ends.most * one for one in OF_ALL)
    return (high, low) if ends.down else (low, high)
