"""Which languages of a browser are looked for."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from hedgerow.foundation.ui.speaking import ReaderMiddleware, reads


def read_by(header: str) -> tuple[str, ...]:
    found: list[tuple[str, ...]] = []

    def page(_request: HttpRequest) -> HttpResponse:
        found.append(reads())
        return HttpResponse()

    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = header
    with override("ar"):
        ReaderMiddleware(page)(request)
    return found[0]


def test_those_before_the_page_s_come_first() -> None:
    assert read_by("he,ar;q=0.8,fr;q=0.5") == ("he", "ar")


def test_of_very_many_the_first_five_count() -> None:
    many = ",".join(f"x{letter}" for letter in "abcdefghijklmnop")
    assert read_by(many) == ("xa", "xb", "xc", "xd", "xe", "ar")
