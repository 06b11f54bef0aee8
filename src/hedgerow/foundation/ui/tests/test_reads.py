"""Which languages of a browser are looked for."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import override

from hedgerow.foundation.ui.speaking import ReaderMiddleware, in_words_of_now, reads


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


def test_a_file_that_is_made_as_it_is_sent_is_in_those_of_its_page() -> None:
    def lines() -> Iterator[bytes]:
        yield " ".join(reads()).encode()

    def page(_request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse(in_words_of_now(lines()))

    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = "he,ar;q=0.8"
    with override("ar"):
        sent = ReaderMiddleware(page)(request)
    assert isinstance(sent, StreamingHttpResponse)
    assert b"".join(sent) == b"he ar"
    with override("ar"):
        assert reads() == ("ar",)
