"""The language of the pages, which a cookie keeps; and which others a reader asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import (
    get_language,
    get_supported_language_variant,
    override,
)
from django.utils.translation.trans_real import parse_accept_lang_header

Next = Callable[[HttpRequest], HttpResponseBase]
MOST: Final = 5
"""So many languages of a browser are looked for; each costs a condition in what is searched."""
_asked: Final[ContextVar[tuple[str, tuple[str, ...]]]] = ContextVar("asked", default=("", ()))
"""The language of the page that is being made, and those that its reader would rather have."""


def speaks(language: str) -> bool:
    """Whether the pages have that language: a person may read another."""
    return language in dict(settings.LANGUAGES)


def words_in(*languages: str) -> str:
    """The first of these in which the pages have words; English where there are none in any."""
    for language in filter(None, languages):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Have the next pages speak that language, if they have it."""
    if speaks(language):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response


def reads() -> tuple[str, ...]:
    """Languages for what people wrote, the best first, in small letters: the reader's own, then the page's.

    Whoever chose a language of the pages reads that one; for whom a letter goes to, see ``reading_as``.
    """
    now = (get_language() or settings.LANGUAGE_CODE).lower()
    page, rather = _asked.get()
    own = (*rather, now) if page == now else (now,)
    return tuple(dict.fromkeys(code for one in own for code in (one, one.partition("-")[0])))


@contextmanager
def reading_as(*languages: str) -> Iterator[None]:
    """Write for somebody else than whoever asks, whose browser then counts for nothing.

    Sentences, days and numbers all are in one language: the first of these that the pages have words in,
    else English. What people wrote is in the first of all where it is told in that; empty ones are none.
    """
    best = next(filter(None, languages), settings.LANGUAGE_CODE)
    with override(words_in(*languages)):
        token = _asked.set(((get_language() or "").lower(), (best.lower(),)))
        try:
            yield
        finally:
            _asked.reset(token)


def in_words_of_now(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks, made in the languages and time zone of now: they are asked for after the view."""
    language, zone = get_language(), timezone.get_current_timezone()
    asked = _asked.get()

    def made() -> Iterator[bytes]:
        with override(language), timezone.override(zone), _reading(asked):
            yield from chunks

    return made()


@contextmanager
def _reading(asked: tuple[str, tuple[str, ...]]) -> Iterator[None]:
    before = _asked.get()
    _asked.set(asked)
    try:
        yield
    finally:
        _asked.set(before)  # not by a token: who ends an answer may not be who began it


class ReaderMiddleware:
    """Remembers, for as long as a page is made, which languages without pages its reader would rather have."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = (get_language() or "").lower()
        token = _asked.set((now, _before(request, now)))
        try:
            return self.get_response(request)
        finally:
            _asked.reset(token)


def _before(request: HttpRequest, page: str) -> tuple[str, ...]:
    """Languages that the browser names ahead of the page's; none once a reader chose a page's."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return ()
    found: list[str] = []
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if len(found) == MOST or code == "*" or code.partition("-")[0] == page.partition("-")[0]:
            break
        found.append(code)
    return tuple(found)
