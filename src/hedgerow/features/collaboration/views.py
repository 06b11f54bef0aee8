"""The network of an ecosystem: who does things together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hedgerow.foundation.requests import actor

from .queries import Asked, network_page


def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisations and their ties, drawn and listed."""
    asked = Asked(
        kind=request.GET.get("kind", "")[:60],
        always=request.GET.get("time") == "all",
        without_hub=request.GET.get("hub") == "without",
    )
    page = network_page(actor(request), slug, asked)
    return render(request, "collaboration/network.html", {"page": page})
