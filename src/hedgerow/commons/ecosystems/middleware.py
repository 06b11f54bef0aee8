"""Says of a closed ecosystem that it is closed, before anybody fills in a form for nothing."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hedgerow.foundation.errors import Closed
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.middleware import refused

from .models import Ecosystem
from .navigation import place_at

READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
EVEN_CLOSED: Final = frozenset(
    {"reopen", "reopen_ecosystem", "erase-person", "erase_somebody", "archives", "make_archive"}
)
"""Addresses that are written to all the same: opening it again, erasing somebody, an archive."""


class ClosedMiddleware:
    """Refuses what is sent to the address of a closed ecosystem that the reader may see.

    It is the first word and not the last: what an action would record of a closed ecosystem the
    journal refuses, by whatever way it comes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method in READING or "slug" not in kwargs or match is None:
            return None
        if match.url_name in EVEN_CLOSED:
            return None
        found = _named(request, kwargs["slug"])
        if found is None or found.closed_on is None:
            return None
        return refused(request, Closed(found.closed_on))


def _named(request: HttpRequest, slug: str) -> Ecosystem | None:
    """The ecosystem that the reader may see: of a page's address it has been read already."""
    place = place_at(request)
    if place is not None and place.slug == slug:
        return place
    return Ecosystem.objects.visible_to(actor(request)).filter(slug=slug).first()
