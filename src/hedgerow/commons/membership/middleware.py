"""Gives every request its Actor, and asks who has none yet to sign in."""

from collections.abc import Callable
from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.api.addresses import is_api
from hedgerow.foundation.errors import NotFound, NotPermitted, Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor
from hedgerow.foundation.ui.middleware import refused

from .actors import actor_of
from .bearer import bearer
from .proving import STRONG

UNPROVED: Final = ("/me/second-factor/", "/sign-", "/i18n/", "/static/", "/healthz", "/readyz")
"""Where somebody still comes whose role takes a second factor that was not shown."""


class ActorMiddleware:
    """Sets ``request.actor``: by a token in the API, by the session on pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            found = bearer(request) if is_api(request.path) else actor_from(request)
        except Refused as refusal:
            return refused(request, refusal)
        request.actor = found  # type: ignore[attr-defined]
        if found.unproved and request.method == "GET" and not request.path.startswith(UNPROVED):
            return redirect("second-factor")
        return self.get_response(request)


class SignInMiddleware:
    """Leads who has not signed in to where one does, and back, from pages that members open.

    Of an ecosystem that anybody may see its pages are no secret, its rows are: what is refused is
    asked for anew after signing in; what is not there stays so where the address names a row, and
    everywhere in an ecosystem that is not open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return redirect_to_login(request.get_full_path()) if asks(request, error) else None


def asks(request: HttpRequest, error: Exception) -> bool:
    """Whether this reader could see by signing in what the page just refused."""
    by_page = request.method in ("GET", "HEAD") and not is_api(request.path)
    if not by_page or request.headers.get("HX-Request") or actor(request).person_id is not None:
        return False
    if isinstance(error, NotPermitted):
        return True
    named = request.resolver_match.kwargs if request.resolver_match else {}
    if not isinstance(error, NotFound) or set(named) != {"slug"}:
        return False
    return Ecosystem.objects.visible_to(actor(request)).filter(slug=named["slug"]).exists()


def actor_from(request: HttpRequest) -> Actor:
    """The actor of a page's request; a card or link signs in without an account."""
    person_id = request.session.get("person_id")
    if person_id is None:
        return Actor.public()
    strong = bool(request.session.get(STRONG))
    return actor_of(person_id, via="page", at=timezone.now(), strong=strong)
