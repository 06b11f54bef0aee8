"""By whose clocks a page gives times: its ecosystem's, else the reader's own."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.navigation import place_at
from hedgerow.commons.people.models import Person
from hedgerow.foundation.api.addresses import is_api
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

UTC = "UTC"


class ZoneMiddleware:
    """Gives the times on a page by the clocks of the ecosystem it is of, or of the reader.

    The API says the zone with each moment and needs none of this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_api(request.path):
            return self.get_response(request)
        with timezone.override(ZoneInfo(_zone(request))):
            return self.get_response(request)


def _zone(request: HttpRequest) -> str:
    place = place_at(request)
    return place.time_zone if place else zone_of_person(actor(request))


def zone_of_person(actor: Actor) -> str:
    """The reader's own, else that of the ecosystem they first took part in; else UTC."""
    if actor.person_id is None:
        return UTC
    own = Person.objects.filter(pk=actor.person_id).values_list("time_zone", flat=True).first()
    if own or not actor.grants:
        return own or UTC
    mine = Ecosystem.objects.filter(pk__in=list(actor.grants)).order_by("pk")
    return mine.values_list("time_zone", flat=True).first() or UTC
