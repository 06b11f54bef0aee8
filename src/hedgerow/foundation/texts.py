"""What a request says, without the characters that no text has and PostgreSQL cannot keep, and in
one line without those that turn what stands after it.

They are never typed, but come with what is pasted or are sent on purpose. Forms, searches,
filters and files are read as if they were not there; bodies of the API, which programs write, are refused
(``foundation/api/shapes.py``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.ui.middleware import refused

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""Tabs and ends of lines stay. The last are no characters, and no XML may hold them."""

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What makes all that stands after it read the other way, such as the rest of a list of names."""

ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
OLDER, END_OF_OLDER = "\u202a\u202b\u202d\u202e", "\u202c"
"""Embeddings and overrides, which programs wrote before there were isolates."""

Next = Callable[[HttpRequest], HttpResponse]


def plain(text: str) -> str:
    """The text without control characters, and one line without what turns it."""
    return straight(CONTROL.sub("", text))


def straight(text: str) -> str:
    """One line without what turns what stands after it: isolates stay that are closed in it.

    Older marks go, closed or not: they come with what is pasted, into codes as well. In a text of
    several lines an author may mean any.
    """
    return _turned_no_further(text, ISOLATES)


def closed(text: str) -> str:
    """One line with every mark that is closed in it, for files that are to leave as they came."""
    return _turned_no_further(text, ISOLATES + OLDER)


def _turned_no_further(text: str, kept: str) -> str:
    """One line with the marks of ``kept`` that are closed in it, and no other that turns anything.

    Source: Unicode Standard Annex 9, BD9, X6a and X7: the end of an isolate closes all in it.
    """
    if text.isascii() or "\n" in text.strip() or not TURNING.search(text):
        return text
    staying, opened, isolates = set[int](), list[int](), list[int]()
    for at, sign in enumerate(text):
        if sign in kept:
            if sign in ISOLATES:
                isolates.append(len(opened))  # looked for anew at each end, many would take hours
            opened.append(at)
        elif sign == END_OF_ISOLATE and isolates:
            begun = isolates.pop()
            staying.update({at, *opened[begun:]})
            del opened[begun:]
        elif sign == END_OF_OLDER and opened and text[opened[-1]] in OLDER:
            staying.update({at, opened.pop()})
    return "".join(
        sign for at, sign in enumerate(text) if at in staying or not TURNING.fullmatch(sign)
    )


def all_plain(value: Any) -> Any:
    """The same lists and mappings, as a file has them, with every text in them made plain."""
    return _each(value, plain)


def all_closed(value: Any) -> Any:
    """The same with no line that turns what stands after it, control characters and all."""
    return _each(value, closed)


def _each(value: Any, make: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return make(value)
    if isinstance(value, list):
        return [_each(one, make) for one in value]
    if isinstance(value, dict):
        return {key: _each(one, make) for key, one in value.items()}
    return value


class PlainTextMiddleware:
    """Cleans query, cookies and form before anything reads them; nothing lies at such an address."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any(value != plain(value) for value in request.COOKIES.values()):
            request.COOKIES = {name: plain(value) for name, value in request.COOKIES.items()}
        request.GET = cleaned(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if any(isinstance(value, str) and value != plain(value) for value in kwargs.values()):
            return refused(request, NotFound())
        if request.method == "POST":
            request.POST = cleaned(request.POST)  # type: ignore[assignment]
        return None


def cleaned(sent: QueryDict) -> QueryDict:
    """The same names and values made plain; the very same where they are."""
    if all(one == plain(one) for name in sent for one in (name, *sent.getlist(name))):
        return sent
    found = QueryDict(mutable=True)
    for name in sent:
        found.setlist(plain(name), [plain(one) for one in sent.getlist(name)])
    found._mutable = False
    return found
