"""By whose clocks a page gives times: its ecosystem's, else the reader's own, else the device's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

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
KNOWN = frozenset(available_timezones())  # which looks through a folder each time
DEVICE = "zone"
"""The cookie in which a page says by which clocks its device goes."""


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
    if place is not None:
        return place.time_zone
    device = request.COOKIES.get(DEVICE, "")
    return zone_of_person(actor(request), device=device, at=request.GET.get("at", "")[:60])


def zone_of_person(actor: Actor, *, device: str = "", at: str = "") -> str:
    """The reader's own zone where they set one; else that of the one of their ecosystems that is
    looked ``at``, else of these where they have one; else of the device, or of one of them; else UTC.

    Two queries at most.
    """
    people = Person.objects.filter(pk=actor.person_id or 0)
    own = people.values_list("time_zone", flat=True).first() if actor.person_id else ""
    if own:
        return own
    theirs: dict[str, str] = {}
    if actor.grants:
        mine = Ecosystem.objects.filter(pk__in=list(actor.grants)).order_by("pk")
        theirs = dict(mine.values_list("slug", "time_zone"))
    if at in theirs:
        return theirs[at]
    zones = list(dict.fromkeys(zone for zone in theirs.values() if zone != UTC))
    if len(zones) == 1:
        return zones[0]
    named = device if device in KNOWN else ""
    return named or next(iter(zones), UTC)
