"""An id for every request, and one line of log for it: no path, no query, no names, no bodies."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hedgerow.foundation.installation.logs import request_id, route_of

log = logging.getLogger("hedgerow.requests")
HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestIdMiddleware:
    """Takes a well-formed ``X-Request-ID`` or makes one, answers with it, logs the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        identity = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(identity)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = identity
            _write(request, response.status_code, (time.perf_counter() - begun) * 1000)
        finally:
            request_id.reset(token)
        return response


def _write(request: HttpRequest, status: int, ms: float) -> None:
    method = request.method if request.method in _METHODS else "OTHER"
    route = route_of(request)
    log.info(
        "%s %s %s %.0f ms",
        method,
        route,
        status,
        ms,
        extra={"method": method, "route": route, "status": status, "ms": round(ms, 1)},
    )


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
