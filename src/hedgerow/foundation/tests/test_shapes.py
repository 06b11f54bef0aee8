"""What programs send in is taken only where it can have been meant."""

from datetime import date, datetime, time

import pytest
from pydantic import TypeAdapter, ValidationError

from hedgerow.foundation.api.shapes import Day, Moment, Strict


class SentInATest(Strict):
    title: str = ""
    summary: str = ""
    starts: date | None = None
    begins: time | None = None
    opens: datetime | None = None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Open\nday"),
        ("title", "a\rBEGIN:VEVENT\rb"),
        ("title", "two\u2028lines"),
        ("summary", "no character: \uffff"),
        ("starts", "0001-01-01"),
        ("begins", "10:00+02:00"),
        ("opens", "2026-01-01T00:00:00"),
        ("opens", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_what_is_never_meant_is_refused_and_its_field_named(field: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SentInATest.model_validate({field: value})
    assert [one["loc"] for one in refused.value.errors()] == [(field,)]


def test_what_is_meant_is_taken() -> None:
    meant = {"title": "Open day ", "summary": "two\nlines", "starts": "2026-09-01"}
    sent = SentInATest.model_validate({**meant, "begins": "10:00", "opens": "2026-01-01T00:00:00Z"})
    assert (sent.title, sent.summary, sent.begins) == ("Open day", "two\nlines", time(10))


@pytest.mark.parametrize(
    ("kind", "value"), [(Day, "0001-01-01"), (Moment, "0001-01-01T00:00:00+14:00")]
)
def test_a_day_that_is_asked_for_is_of_this_age(kind: object, value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)
