"""Gives every request its Actor."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from hedgerow.foundation.permissions import Actor

from .actors import actor_of


class ActorMiddleware:
    """Sets ``request.actor`` from the signed-in account; the public otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_from(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_from(request: HttpRequest) -> Actor:
    """The actor of a page's request; a card or link signs in without an account."""
    person_id = request.session.get("person_id")
    if person_id is None:
        return Actor.public()
    return actor_of(person_id, via="page", on=timezone.localdate())
