"""The language of the pages: a cookie keeps which one a reader chose."""

from django.conf import settings
from django.http import HttpResponse


def speaks(language: str) -> bool:
    """Whether the pages have that language: a person may read another."""
    return language in dict(settings.LANGUAGES)


def speak(response: HttpResponse, language: str) -> HttpResponse:
    """Have the next pages speak that language, if they have it."""
    if speaks(language):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response
