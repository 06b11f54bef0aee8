"""Pages of the profile: all seven features, one reading opened, every definition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.files import export_of
from hedgerow.profile import queries, readings, sheets
from hedgerow.profile.comparison import comparison
from hedgerow.profile.leaflets import leaflets
from hedgerow.profile.levels import published
from hedgerow.profile.trends import courses, trend_page
from hedgerow.profile.wording import LEVELS


def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The seven features of an ecosystem."""
    page = queries.profile_page(actor(request), slug)
    leaf = leaflets(page.features, slug)
    return export_of(request.GET, sheets.of_profile(page)) or render(
        request,
        "profile/profile.html",
        {"page": page, "leaf": leaf, "courses": courses(actor(request), slug)},
    )


def reading(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One reading with its definition, trend and rows."""
    start = request.GET.get("from", "")
    cursor = int(start) if start.isdecimal() and len(start) < 12 else 0
    by = actor(request)
    page = readings.reading_page(by, slug, number, cursor)
    return export_of(request.GET, *sheets.of_reading(page, by)) or render(
        request, "profile/reading.html", {"page": page}
    )


def compare(request: HttpRequest) -> HttpResponse:
    """Two to four ecosystems side by side, reading by reading."""
    page = comparison(actor(request), request.GET.getlist("e"), request.GET.getlist("before"))
    return export_of(request.GET, sheets.of_comparison(page)) or render(
        request, "profile/compare.html", {"page": page}
    )


def compare_trend(request: HttpRequest, number: str) -> HttpResponse:
    """One measure of these ecosystems over time, on one scale."""
    page = trend_page(actor(request), number, request.GET.getlist("e"))
    return export_of(request.GET, sheets.of_trends(page)) or render(
        request, "profile/compare_trend.html", {"page": page}
    )


def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with formula, cuts, guard and source."""
    context = {
        "features": queries.measure_cards(),
        "version": published().version,
        "levels": list(enumerate(LEVELS)),
    }
    file = export_of(request.GET, sheets.of_measures(queries.measure_cards()))
    return file or render(request, "profile/measures.html", context)
