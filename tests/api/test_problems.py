"""Refusals: one form of answer, with a stable code and what to do next."""

import pytest

from .valley import Valley


def test_a_problem_says_what_is_wrong_and_what_to_do(valley: Valley) -> None:
    answer = valley.ada.ask("get", "/ecosystems/nowhere")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "urn:hedgerow:foundation.not_found",
        "title": "There is nothing here, or it is not yours to see.",
        "detail": "Check the address, or sign in if you have not.",
        "status": 404,
        "code": "foundation.not_found",
    }


def test_a_field_that_cannot_be_right_is_named(valley: Valley) -> None:
    body = {"name": "Autumn", "starts": "2026-12-01", "colour": "red"}
    answer = valley.ada.ask("post", f"{valley.path}/terms", body)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["code"] == "foundation.invalid"
    assert set(answer.json()["fields"]) == {"ends", "colour"}
    assert not valley.place.terms.exists()


def test_a_field_of_a_row_is_named_with_its_place(valley: Valley) -> None:
    body = {"rows": [{"name": "Ash", "kind": "school"}, {"name": "", "kind": "school"}]}
    answer = valley.ada.ask("put", f"{valley.path}/organisations", body)
    assert list(answer.json()["fields"]) == ["rows.1.name"]


def test_what_is_no_json_is_refused(valley: Valley) -> None:
    answer = valley.ada.ask("patch", valley.path, "{not json")
    assert (answer.status_code, answer.json()["code"]) == (400, "api.unreadable")


@pytest.mark.parametrize("query", ["sort=colour", "after=forged", "limit=0", "limit=201"])
def test_a_list_asked_for_wrongly_is_refused(query: str, valley: Valley) -> None:
    answer = valley.ada.ask("get", f"{valley.path}/organisations?{query}")
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [query.partition("=")[0]]


def test_problems_are_told_in_the_language_asked_for(valley: Valley) -> None:
    asked = {"Accept-Language": "ar"}
    answer = valley.ada.ask("get", "/ecosystems/nowhere", **asked)
    assert answer.json()["title"] != "There is nothing here, or it is not yours to see."


def test_an_address_that_nothing_has_is_a_problem_too(valley: Valley) -> None:
    answer = valley.ada.ask("get", "/ecosystem")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Au\x00tumn"),
        ("name", "Au\x1btumn"),
        ("name", "Au\u202etumn"),
        ("name", "\u2066Autumn"),
        ("starts", "0001-02-01"),
        ("ends", "9999-12-31"),
    ],
)
def test_what_nobody_means_is_refused(field: str, value: str, valley: Valley) -> None:
    body = {"name": "Autumn", "starts": "2026-09-01", "ends": "2026-12-01", field: value}
    answer = valley.ada.ask("post", f"{valley.path}/terms", body)
    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]
    assert not valley.place.terms.exists()
