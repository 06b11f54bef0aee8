"""A refusal tells readers what is wrong, and programs in which field."""

import json

import pytest
from django.test import RequestFactory

from hedgerow.foundation.errors import Invalid
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
