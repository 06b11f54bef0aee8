"""Gives every request its Actor."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from hedgerow.foundation.api.addresses import is_api
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.middleware import refused

from .actors import actor_of
from .bearer import bearer


class ActorMiddleware:
    """Sets ``request.actor``: by a token in the API, by the session on pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            actor = bearer(request) if is_api(request.path) else actor_from(request)
        except Refused as refusal:
            return refused(request, refusal)
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_from(request: HttpRequest) -> Actor:
    """The actor of a page's request; a card or link signs in without an account."""
    person_id = request.session.get("person_id")
    if person_id is None:
        return Actor.public()
    return actor_of(person_id, via="page", on=timezone.localdate())
