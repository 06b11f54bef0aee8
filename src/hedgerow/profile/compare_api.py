"""The operation that puts ecosystems beside one another."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from hedgerow.foundation.api.shapes import Words
from hedgerow.foundation.requests import actor
from hedgerow.profile.comparison import Block, Comparison, comparison
from hedgerow.profile.shapes import OverTimeAsked, ReadingOut, reading

router = Router(tags=["Profile"])


class BesideOut(Schema):
    slug: str
    name: str
    simulated: bool
    day: date | None


class SideLevel(Schema):
    """Null where there is no level yet, or it is withheld."""

    level: int | None
    lower: int | None
    upper: int | None


class ComparedMeasure(Schema):
    number: str
    title: Words
    unit: Words
    readings: list[ReadingOut]


class ComparedFeature(Schema):
    """`levels` and `readings` stand in the order of `sides`."""

    number: int
    title: Words
    levels: list[SideLevel]
    measures: list[ComparedMeasure]


class ComparisonOut(Schema):
    """`missing` of those asked for are not there, or not one's own to see."""

    sides: list[BesideOut]
    missing: int
    features: list[ComparedFeature]


@router.get("/compare", response=ComparisonOut, summary="Compare ecosystems")
def compare(request: HttpRequest, asked: Query[OverTimeAsked]) -> Any:
    """The newest readings of two to four, each as exact as one may see it; of one there are none."""
    return _shown(comparison(actor(request), asked.e))


def _shown(page: Comparison) -> dict[str, Any]:
    return {
        "sides": page.sides,
        "missing": page.missing,
        "features": [_feature(block) for block in page.blocks],
    }


def _feature(block: Block) -> dict[str, Any]:
    measures = [
        {
            "number": line.number,
            "title": line.title,
            "unit": line.unit,
            "readings": [reading(cell.reading) for cell in line.cells],
        }
        for line in block.lines
    ]
    return {
        "number": block.number,
        "title": block.title,
        "levels": block.levels,
        "measures": measures,
    }
