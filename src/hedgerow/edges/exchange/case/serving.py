"""The addresses of CASE 1.1 and 1.0: what programs of other makers read frameworks by."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.requests import actor

from . import asking, discovery, shown
from .older import as_1_0
from .values import Raw

VERSIONS: Final = ("v1p1", "v1p0")
One = Callable[[Actor, str, str], Raw]
ONES: Final[dict[str, One]] = {
    "CFDocuments": shown.document,
    "CFPackages": shown.package,
    "CFItems": shown.item,
    "CFItemAssociations": shown.item_associations,
    "CFAssociations": shown.association,
}


def base_of(request: HttpRequest) -> str:
    """The address under which this installation is found."""
    return request.build_absolute_uri("/").rstrip("/")


@csrf_exempt  # a token says who asks, no session counts
@require_safe
def documents(request: HttpRequest, version: str) -> HttpResponse:
    """A page of the frameworks that the asker may see."""
    asked = asking.asked_of(request.GET.dict())
    page, count = shown.documents(actor(request), base_of(request), asked)
    response = _told(version, {"CFDocuments": page})
    response["X-Total-Count"] = str(count)
    links = _links(request, asked, count)
    if links:
        response["Link"] = links
    return response


@csrf_exempt
@require_safe
def discovered(request: HttpRequest) -> HttpResponse:
    """What the service offers, for programs that look before they ask."""
    return JsonResponse(discovery.told(base_of(request)))


@csrf_exempt
@require_safe
def one(request: HttpRequest, version: str, kind: str, identifier: str) -> HttpResponse:
    """One object by its identifier."""
    by, base = actor(request), base_of(request)
    if kind in ONES:
        return _told(version, ONES[kind](by, base, identifier))
    if kind in shown.KINDS:
        return _told(version, shown.definition(by, base, kind, identifier))
    raise NotFound


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """What the standard does not know."""
    raise NotFound


def _told(version: str, told: Any) -> JsonResponse:
    if version not in VERSIONS:
        raise NotFound
    plain = told if version == "v1p1" else as_1_0(told)
    return JsonResponse(plain, json_dumps_params={"ensure_ascii": False})


def _links(request: HttpRequest, asked: asking.Asked, count: int) -> str:
    """Where the other pages of a list are, as RFC 8288 writes it."""
    last = max(0, (count - 1) // asked.limit * asked.limit)
    places = {"first": 0, "last": last}
    if asked.offset + asked.limit < count:
        places["next"] = asked.offset + asked.limit
    if asked.offset:
        places["prev"] = max(0, asked.offset - asked.limit)
    here = request.build_absolute_uri(request.path)
    given = request.GET.dict()
    return ", ".join(
        f'<{here}?{urlencode({**given, "limit": asked.limit, "offset": at})}>; rel="{name}"'
        for name, at in places.items()
    )
