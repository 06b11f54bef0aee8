"""A form that was sent before, and says something else by now: the first was kept, this is not yet.

Whoever goes back to a form, writes something else into it and sends it once more has, without
scripts, its old token. Neither is the first done twice nor the second lost without a word.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from .errors import TokenReused
from .models import Act

OURS: Final = frozenset({"act_token", "csrfmiddlewaretoken"})
"""What a form sends of its own accord: it says nothing of what is meant."""
CODE: Final = re.compile(r"[a-z0-9_.:+/-]*")
"""What a choice, a day or a hidden field says; all else somebody wrote."""
SECRET: Final = ("password",)
"""A field so named is asked for anew, not sent back in a page."""


def said_in(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Name and value of all that a form says, in its order; an uploaded file is no text."""
    for name, values in request.POST.lists():
        if name not in OURS:
            yield from ((name, str(value)) for value in values)


def is_form(request: HttpRequest) -> bool:
    """Whether a person sent it from a page: not a program, nor a part of a page that scripts renew."""
    headers = request.headers
    return "Idempotency-Key" not in headers and "HX-Request" not in headers


def not_kept(request: HttpRequest, first: Act) -> HttpResponse:
    """A page that says so and has all of it in a form with a token of its own."""
    said = [one for one in said_in(request) if not any(word in one[0] for word in SECRET)]
    context = {
        "said": said,
        "texts": [
            value for _name, value in said if len(value.split()) > 1 or not CODE.fullmatch(value)
        ],
        "files": bool(request.FILES),
        "path": request.get_full_path(),
        "kept": _where(first),
    }
    page = render(request, "acts/not_kept.html", context, status=int(TokenReused.status))
    add_never_cache_headers(page)
    return page


def _where(first: Act) -> str:
    """The page on which the first is seen, where its answer led to one of ours."""
    address = urlsplit(str(first.headers.get("Location", "")))
    is_ours = not address.netloc and address.path.startswith("/")
    return address.geturl() if is_ours else ""
