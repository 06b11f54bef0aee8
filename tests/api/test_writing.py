"""Writes: once for each key, and only over what was read."""

import pytest

from hedgerow.commons.ecosystems.models import Term

from .valley import Valley

TERM = {"name": "Autumn", "starts": "2026-09-01", "ends": "2026-12-18"}


def test_a_write_sent_again_happens_once_and_is_answered_with_its_id(valley: Valley) -> None:
    key = {"Idempotency-Key": "a1"}
    first, second = (valley.ada.ask("post", f"{valley.path}/terms", TERM, **key) for _ in range(2))
    known = {"uuid": first.json()["uuid"]}
    assert (first.status_code, second.status_code, second.json()) == (201, 201, known)
    assert first.status_code == 201
    assert Term.objects.count() == 1
    valley.ada.ask("post", f"{valley.path}/terms", TERM)
    assert Term.objects.count() == 2


@pytest.mark.slow
def test_a_key_is_of_one_act_alone(valley: Valley) -> None:
    key = {"Idempotency-Key": "a1"}
    made = valley.ada.ask("post", f"{valley.path}/terms", TERM, **key).json()
    answer = valley.ada.ask("post", f"{valley.path}/holidays", TERM, **key)
    assert (answer.status_code, answer.json()["code"]) == (422, "acts.token_reused")
    one = f"{valley.path}/terms/{made['uuid']}"
    key = {"Idempotency-Key": "a2"}
    assert valley.ada.ask("put", one, {**TERM, "name": "Fall"}, **key).status_code == 200
    assert valley.ada.ask("delete", one, **key).status_code == 422
    assert Term.objects.get().name == "Fall"


def test_a_refused_write_frees_its_key_and_leaves_nothing(valley: Valley) -> None:
    key = {"Idempotency-Key": "a1"}
    path = f"{valley.path}/terms"
    assert valley.cy.ask("post", path, TERM, **key).status_code == 404
    assert valley.ada.ask("post", path, {**TERM, "name": ""}, **key).status_code == 422
    assert not Term.objects.exists()
    assert valley.ada.ask("post", path, TERM, **key).status_code == 201


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(valley: Valley) -> None:
    read = valley.ada.ask("get", valley.path)
    assert read["ETag"] == '"1"'
    match = {"If-Match": read["ETag"]}
    saved = valley.ada.ask("patch", valley.path, {"name": "Dale"}, **match)
    assert (saved.status_code, saved["ETag"], saved.json()["revision"]) == (200, '"2"', 2)
    late = valley.ada.ask("patch", valley.path, {"name": "Glen"}, **match)
    assert (late.status_code, late.json()["code"]) == (409, "foundation.stale")
    valley.place.refresh_from_db()
    assert valley.place.name == "Dale"
    odd = valley.ada.ask("patch", valley.path, {"name": "Glen"}, **{"If-Match": "x"})
    assert (odd.status_code, list(odd.json()["fields"])) == (422, ["If-Match"])
