"""Operations that read a profile: its features, one reading with its rows, every definition."""

from typing import Any, Final

from django.http import HttpRequest
from ninja import Query, Router

from hedgerow.foundation.requests import actor
from hedgerow.profile import queries, readings
from hedgerow.profile.shapes import (
    MeasureOut,
    OverTimeAsked,
    OverTimeOut,
    ProfileOut,
    ReadingAsked,
    ReadingPageOut,
    feature,
    measure,
    over_time,
    pairs,
    reading,
)
from hedgerow.profile.trends import trend_page

router = Router(tags=["Profile"])
ONE: Final = "/ecosystems/{slug}/profile"


@router.get("/measures", response=list[MeasureOut], summary="List measures")
def list_measures(request: HttpRequest) -> Any:
    """Every measure with its formula, cuts and guard."""
    return [measure(card) for _feature, cards in queries.measure_cards() for card in cards]


@router.get("/measures/{number}/months", response=OverTimeOut, summary="Compare over time")
def compare_over_time(request: HttpRequest, number: str, asked: Query[OverTimeAsked]) -> Any:
    """A measure of up to four ecosystems, by the last reading of each month."""
    return over_time(trend_page(actor(request), number, asked.e))


@router.get(ONE, response=ProfileOut, summary="Read a profile")
def read_profile(request: HttpRequest, slug: str) -> Any:
    """The seven features with their readings, as exact as one may see them."""
    page = queries.profile_page(actor(request), slug)
    plain = ProfileOut.model_fields.keys() - {"features"}
    features = [feature(one) for one in page.features]
    return {**{name: getattr(page, name) for name in plain}, "features": features}


@router.get(f"{ONE}/{{number}}", response=ReadingPageOut, summary="Open a reading")
def read_reading(request: HttpRequest, slug: str, number: str, asked: Query[ReadingAsked]) -> Any:
    """Its definition, its trend, and its rows as far as one may see them."""
    page = readings.reading_page(actor(request), slug, number, asked.after)
    plain = ("ecosystem", "exact", "day", "starts")
    return {
        **{name: getattr(page, name) for name in plain},
        "measure": measure(page.measure),
        "reading": reading(page.reading),
        "pairs": pairs(page.pairs),
        "trend": [{"day": one.day, "reading": reading(one.reading)} for one in page.trend],
        "parts": [
            {"name": one.name, "slug": one.slug, "day": one.day, "reading": reading(one.reading)}
            for one in page.parts.seen
        ],
        "rows": page.rows.seen,
        "hidden": page.rows.hidden,
        "next": page.rows.following,
    }
