"""The atlas and an ecosystem's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.requests import actor
from hedgerow.portal import queries


def atlas(request: HttpRequest) -> HttpResponse:
    """All ecosystems that the reader may see."""
    return render(request, "portal/atlas.html", {"cards": queries.cards(actor(request))})


def ecosystem(request: HttpRequest, slug: str) -> HttpResponse:
    """One ecosystem: its purpose and figures, with source and date."""
    return render(
        request, "portal/ecosystem.html", {"page": queries.ecosystem_page(actor(request), slug)}
    )
