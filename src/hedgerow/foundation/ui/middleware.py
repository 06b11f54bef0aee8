"""Turns refusals into pages, fragments or JSON; sets the permissions policy."""

import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.api.addresses import is_api, is_standard
from hedgerow.foundation.api.imsx import status_info
from hedgerow.foundation.busy import AGAIN_AFTER, Busy, is_held
from hedgerow.foundation.errors import Invalid, NotFound, Refused, Stale

POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
KEY = re.compile("[a-z0-9_.]+")
SIGNED_OUT = _(
    "You are not signed in, perhaps no longer: nothing was saved. Sign in, and open the page again. "
    "Attendance that you marked is kept on this device until then."
)
Next = Callable[[HttpRequest], HttpResponseBase]


class PermissionsPolicyMiddleware:
    """No page may use camera, microphone or payment, nor the place unless it says so itself."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response


def may_locate(response: HttpResponse) -> HttpResponse:
    """Let this page, and nothing framed in it, ask the browser where one is."""
    response["Permissions-Policy"] = POLICY.replace("geolocation=()", "geolocation=(self)")
    return response


class RefusalMiddleware:
    """Renders a ``Refused`` that a view lets pass."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_held(error):
            return refused(request, Busy())
        return refused(request, error) if isinstance(error, Refused) else None


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The refusal as a page, a fragment or JSON, whichever was asked for."""
    response = _rendered(request, error)
    if isinstance(error, Busy):
        response["Retry-After"] = str(AGAIN_AFTER)
    return response


def _rendered(request: HttpRequest, error: Refused) -> HttpResponse:
    if is_standard(request.path):
        return status_info(error)
    if is_api(request.path):
        return problem(error)
    fragment = bool(request.headers.get("HX-Request"))
    name = "ui/refused_fragment.html" if fragment else "ui/refused.html"
    context = {
        "text": str(error),
        "next_step": str(_next_step(request, error)),
        "code": error.code,
        "fields": _in_words(error.fields) if isinstance(error, Invalid) else [],
        "versions": _versions(error) if isinstance(error, Stale) else [],
    }
    return render(request, name, context, status=int(error.status))


def _next_step(request: HttpRequest, error: Refused) -> str | Promise:
    """What to do next; whoever has signed in is not told to do that, whoever sent something in is."""
    actor = getattr(request, "actor", None)
    if error.next_step is not NotFound.next_step or actor is None:
        return error.next_step
    if actor.person_id is not None:
        return _("Check the address, or ask the convener whether your role should open this.")
    return SIGNED_OUT if request.method == "POST" else error.next_step


def problem(error: Refused) -> JsonResponse:
    """The refusal as RFC 9457 problem details."""
    body: dict[str, object] = {
        "type": f"urn:hedgerow:{error.code}",
        "title": str(error),
        "status": int(error.status),
        "code": error.code,
    }
    if error.next_step:
        body["detail"] = str(error.next_step)
    if isinstance(error, Invalid):
        body["fields"] = error.fields
    response = JsonResponse(body, status=int(error.status), content_type="application/problem+json")
    if error.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    if error.status == HTTPStatus.TOO_MANY_REQUESTS and "minutes" in error.details:
        response["Retry-After"] = str(error.details["minutes"] * 60)
    return response


def _in_words(fields: Mapping[str, Sequence[str]]) -> list[str]:
    """What is wrong, after the name of its field where that is a label and no key of the API."""
    return [
        " ".join(texts) if KEY.fullmatch(name) else f"{name}: {' '.join(texts)}"
        for name, texts in fields.items()
    ]


def _versions(error: Stale) -> list[tuple[str, object, object]]:
    """Field, yours, theirs: only the fields that differ."""
    return [
        (name, value, error.theirs.get(name))
        for name, value in error.yours.items()
        if value != error.theirs.get(name)
    ]
