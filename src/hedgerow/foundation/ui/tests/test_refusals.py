"""A refusal tells readers what is wrong, and programs in which field."""

import json

import pytest
from django.test import RequestFactory

from hedgerow.foundation.errors import Invalid, NotFound
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.middleware import refused

WRONG = Invalid({"valid_until": ["That day is over."], "Last day": ["Enter a date."]})


@pytest.mark.parametrize("more", [{}, {"HX-Request": "true"}])
def test_readers_are_told_the_label_and_no_key(rf: RequestFactory, more: dict[str, str]) -> None:
    page = refused(rf.get("/", headers=more), WRONG).content.decode()
    assert "<li>That day is over.</li><li>Last day: Enter a date.</li>" in page
    assert "valid_until" not in page


def test_programs_are_told_the_field(rf: RequestFactory) -> None:
    answer = json.loads(refused(rf.get("/api/v1/people"), WRONG).content)
    assert answer["fields"]["valid_until"] == ["That day is over."]


@pytest.mark.parametrize(
    ("method", "person", "said"),
    [
        ("POST", None, "perhaps no longer: nothing was saved"),
        ("GET", None, "sign in if you have not"),
        ("POST", 7, "ask the convener"),
    ],
)
def test_whoever_was_signed_out_meanwhile_is_told_that_nothing_was_saved(
    rf: RequestFactory, method: str, person: int | None, said: str
) -> None:
    request = rf.generic(method, "/")
    request.actor = Actor(person_id=person)  # type: ignore[attr-defined]
    page = refused(request, NotFound()).content.decode()
    assert said in page
