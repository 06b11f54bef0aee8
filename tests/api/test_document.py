"""The OpenAPI document: valid, complete, and readable on a page."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext
from ninja import Schema
from openapi_spec_validator import OpenAPIV31SpecValidator

from hedgerow.config.api import api
from hedgerow.foundation.api.document import document, operations
from tests.permissions.routes import routes

from .valley import Valley

PAGES = ("api/", "api/openapi.json", "api/<path:rest>")


@pytest.mark.slow
def test_the_document_is_valid_openapi(client: Client, db: None) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.json()["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(answer.json()).iter_errors()) == []


@pytest.mark.slow
def test_every_route_stands_in_the_document_once() -> None:
    listed = {
        (path.lstrip("/").replace("{", "<").replace("}", ">"), method)
        for path, method, _operation in operations(document(api))
    }
    there = {
        (route, method)
        for route, methods in routes().items()
        if route.startswith("api/") and route not in PAGES
        for method in methods
    }
    assert listed == there
    ids = [operation["operationId"] for _path, _method, operation in operations(document(api))]
    assert len(ids) == len(set(ids))


def test_no_two_shapes_share_a_name() -> None:
    names = [one.__name__ for one in set(shapes(Schema)) if one.__module__.startswith("hedgerow.")]
    assert sorted({name for name in names if names.count(name) > 1 and "[" not in name}) == []


def shapes(above: type[Schema]) -> Iterator[type[Schema]]:
    for one in above.__subclasses__():
        yield one
        yield from shapes(one)


@pytest.mark.slow
def test_writes_need_a_token_and_say_how_to_send_them_again() -> None:
    for path, method, operation in operations(document(api)):
        names = [one.get("$ref", "") for one in operation.get("parameters", ())]
        again = "#/components/parameters/IdempotencyKey" in names
        assert (operation["security"] == [{"token": []}], again) == (method != "get",) * 2, path


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_page_says_in_the_readers_language_what_each_operation_does(
    valley: Valley, client: Client, language: str
) -> None:
    page = client.get("/api/", headers={"Accept-Language": language}).content.decode()
    told = {
        *(operation["summary"] for _path, _method, operation in operations(document(api))),
        *(operation["tags"][0] for _path, _method, operation in operations(document(api))),
    }
    assert sorted(words for words in told if f">{words}<" in page) == []
    with translation.override(language):
        assert sorted(words for words in told if gettext(words) == words) == []
        assert all(escape(gettext(words)) in page for words in told)


@pytest.mark.slow
def test_the_document_is_english_whoever_asks(valley: Valley, client: Client) -> None:
    english, arabic = (
        client.get("/api/openapi.json", headers={"Accept-Language": language}).json()
        for language in ("en", "ar")
    )
    assert english == arabic
    assert english["paths"]["/api/me"]["get"]["summary"] == "Read whose token it is"


@pytest.mark.slow
def test_the_page_shows_each_operation_with_an_example(valley: Valley, client: Client) -> None:
    page = client.get("/api/").content.decode()
    for path, method, operation in operations(document(api)):
        assert f'id="{operation["operationId"]}"' in page
        assert f"{method.upper()} {path}" in page
    assert "curl" in page
    assert "<script" not in page.partition("<main")[2]
