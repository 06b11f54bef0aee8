"""Which words of a text are an address or a number. No database."""

from collections.abc import Iterator
from typing import Any

import pytest

from hedgerow.edges.blueprints.contacts import contacts_in, without_contacts
from hedgerow.edges.blueprints.schema import available, load


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to ana.b@school.org, please.", "Write to […], please."),
        ("ana (at) school (dot) org", "[…]"),
        ("See https://a.org/?to=ana@b.org", "See https://a.org/?to=[…]"),
        ("Call 044 123 45 67!", "Call […]!"),
        ("Tel.0761/1234567 or +254 (0)722-123.456.", "Tel.[…] or […]."),
        ("(918) 555-0142", "[…]"),
        ("هاتف ٠٤٤ ١٢٣ ٤٥ ٦٧", "هاتف […]"),
        ("wa.me/254722123456", "[…]"),
    ],
)
def test_an_address_or_a_number_is_found_however_it_is_written(text: str, left: str) -> None:
    assert contacts_in(text)
    assert without_contacts(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2009–2014, 2013-03-05 and 5.3.2014", "https://doi.org/10.1016/123456789",
        "ISBN 978-3-16-148410-0", "9,000 schools, then 30,000", "Grades 1 2 3 4 5 6 7 8",
        "10:00-11:30", "ask @ana", "123e4567-e89b-12d3-a456-426614174000", "1.75 million",
    ],
)  # fmt: skip
def test_years_books_and_counts_are_none(text: str) -> None:
    assert without_contacts(text) == text


@pytest.mark.parametrize("key", available())
def test_no_blueprint_has_any(key: str) -> None:
    told = load(key).model_dump(exclude={"history"})
    assert [one for one in words(told) if contacts_in(one)] == []


def words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from words(one)
