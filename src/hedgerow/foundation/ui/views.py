"""Keeps the chosen brightness; shows every part of the kit to who works on it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hedgerow.foundation.ui.context import THEMES
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
