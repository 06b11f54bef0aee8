"""How many lie near a place, without looking at all of them where they are many."""

from dataclasses import replace
from math import sqrt
from typing import Final

from django.db.models import QuerySet

from hedgerow.features.engagement.discovery.rules import Near
from hedgerow.features.engagement.opportunities.models import Opportunity

from .conditions import ways_to_lie

WIDER: Final = 1.25
"""So much wider is the inner circle than would hold enough if they lay evenly."""


def counted_near(
    rows: QuerySet[Opportunity], near: Near, reached: tuple[int, float] | None, most: int
) -> int:
    """Count up to ``most`` of ``rows`` in the circle.

    ``reached`` are so many that lie within so many kilometres, where that is known: if a narrower
    circle should hold enough it is counted first, and the whole only where it does not.
    """
    if reached is not None:
        many, km = reached
        inner = max(km, 0.1) * sqrt(most / many) * WIDER
        if inner < near.km and _inside(rows, replace(near, km=inner), most) >= most:
            return most
    return min(_inside(rows, near, most), most)


def _inside(rows: QuerySet[Opportunity], near: Near, most: int) -> int:
    ways = (rows.filter(way).order_by().values("pk") for _of, way in ways_to_lie(near))
    return sum(way[:most].count() for way in ways)
