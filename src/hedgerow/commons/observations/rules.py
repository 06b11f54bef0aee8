"""Between which numbers a value of a unit lies. Pure."""

from decimal import Decimal
from typing import Final, NamedTuple

PERCENT: Final = frozenset({"percent", "per cent", "pct", "%", "٪"})
SHARE: Final = frozenset({"share", "proportion"})
COUNTED: Final = frozenset(
    ("count", "number", "people", "persons", "learners", "students", "educators", "teachers",
     "families", "households", "members", "partners", "organisations", "schools", "sessions",
     "activities", "minutes", "hours", "days", "weeks")
)  # fmt: skip
"""What is counted or lasts; units in other words are free, ``points`` and changes among them."""


class Bounds(NamedTuple):
    """The lowest and the highest value, both allowed; None: no end."""

    least: Decimal
    most: Decimal | None


def bounds_of(unit: str) -> Bounds | None:
    """The bounds of a unit, however it is capitalised; None where any number will do."""
    said = " ".join(unit.casefold().split())
    if said in PERCENT:
        return Bounds(Decimal(0), Decimal(100))
    if said in SHARE:
        return Bounds(Decimal(0), Decimal(1))
    return Bounds(Decimal(0), None) if said in COUNTED else None


def fits(unit: str, value: Decimal | None) -> bool:
    """Whether the value can be one of that unit; none at all always can."""
    bounds = bounds_of(unit)
    if bounds is None or value is None:
        return True
    return bounds.least <= value and (bounds.most is None or value <= bounds.most)
