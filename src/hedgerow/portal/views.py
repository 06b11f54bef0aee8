"""The atlas and an ecosystem's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.permissions import Actor
from hedgerow.portal import queries


def atlas(request: HttpRequest) -> HttpResponse:
    """All ecosystems that the reader may see."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(request, "portal/atlas.html", {"cards": queries.cards(actor)})


def ecosystem(request: HttpRequest, slug: str) -> HttpResponse:
    """One ecosystem: its purpose and figures, with source and date."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(request, "portal/ecosystem.html", {"page": queries.ecosystem_page(actor, slug)})
