"""Keeps the chosen brightness; shows every part of the kit to who works on it."""

import sys

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.defaults import server_error

from hedgerow.foundation.busy import Busy, is_held
from hedgerow.foundation.ui.context import THEMES
from hedgerow.foundation.ui.middleware import refused
from hedgerow.foundation.ui.sample import sample

A_YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or as-the-device in a cookie and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            "theme", chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return response


def kit(request: HttpRequest) -> HttpResponse:
    """Every part on one page; only while debugging."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ui/kit.html", sample())


def broken(request: HttpRequest) -> HttpResponse:
    """What no view and no rule foresaw; a middleware that found the database held is no fault."""
    if is_held(sys.exc_info()[1]):
        return refused(request, Busy())
    return server_error(request)
