"""What cannot be read, or is more than may be, is refused in the product's own words everywhere."""

import logging

import pytest
from django.conf import settings
from django.http.response import HttpResponse
from django.test import Client

from .valley import Valley

pytestmark = pytest.mark.django_db
LARGE = 10 * 1024 * 1024
FORM = "application/x-www-form-urlencoded"
TORN = "multipart/form-data"
"""Without the boundary that says where its parts end."""
PARTS = f"{TORN}; boundary=x"


def many_fields() -> str:
    return "a=1&" * (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)


def sent_by_page(kind: str, body: str) -> HttpResponse:
    return Client().post("/sign-in/", body, content_type=kind, headers={"Accept-Language": "es"})


def by_program(valley: Valley, path: str, kind: str, body: str, **headers: str) -> HttpResponse:
    given = {"Authorization": f"Bearer {valley.ada.secret}", **headers}
    return valley.ada.client.post(
        f"/api{valley.path}/{path}", body, content_type=kind, headers=given
    )


@pytest.mark.slow
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "one"}])
@pytest.mark.parametrize(
    ("path", "kind", "body", "status", "code"),
    [
        ("terms", "application/json", '"' + "a" * LARGE + '"', 413, "uploads.text_too_large"),
        ("imports", TORN, "x", 400, "uploads.unreadable"),
        ("close", PARTS, "--x--", 400, "api.unreadable"),
        ("imports", FORM, many_fields(), 400, "uploads.too_many_fields"),
    ],
    ids=["large", "torn", "form", "many"],
)
def test_a_program_is_told_the_problem_with_its_code(
    headers: dict[str, str], path: str, kind: str, body: str, status: int, code: str,
    valley: Valley, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    answer = by_program(valley, path, kind, body, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code
    assert answer.json()["detail"]
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "body", "status", "said"),
    [
        (FORM, "title=" + "a" * LARGE, 413, "Lo que envió pesa más de 5 MB."),
        (FORM, many_fields(), 400, "Lo que envió tiene más campos o archivos"),
        (TORN, "x", 400, "No se puede leer lo que se envió."),
        (f"{FORM}; charset=latin-1", "a=1", 400, "No se puede leer lo que se envió."),
    ],
    ids=["large", "many", "torn", "no UTF-8"],
)
def test_a_page_says_it_in_the_language_of_the_reader_and_what_to_do_next(
    kind: str, body: str, status: int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = sent_by_page(kind, body)
    page = answer.content.decode()
    assert (answer.status_code, '<html lang="es"' in page) == (status, True)
    assert said in page
    assert "No se guardó nada." in page
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize("before", ["", "http://elsewhere.example/"])
def test_a_host_that_is_not_ours_is_answered_so_too(
    before: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Client(raise_request_exception=False).get(
        "/", headers={"Host": "elsewhere.example", "Referer": before, "Accept-Language": "es"}
    )
    assert answer.status_code == 400
    assert "Este servidor no responde con este nombre." in answer.content.decode()
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.slow
def test_an_address_that_asks_too_much_is_answered_in_the_language_of_the_reader() -> None:
    asked, told = many_fields(), "Lo que envió tiene más campos o archivos"
    page = Client().get(f"/?{asked}", headers={"Accept-Language": "es"})
    problem = Client().get(f"/api/ecosystems?{asked}", headers={"Accept-Language": "es"})
    assert (page.status_code, problem.status_code) == (400, 400)
    assert told in page.content.decode()
    assert told in problem.json()["title"]
