"""Large numbers have their thousands apart, in the reader's language, and still count as numbers."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from hedgerow.foundation.ui import numerals

PLURAL = (
    "{% load i18n ui %}{% blocktranslate count n=n|tally %}{{ n }} row{% plural %}{{ n }} rows"
    "{% endblocktranslate %}"
)


def shown(text: str, language: str = "en", **values: object) -> str:
    with translation.override(language):
        return Template("{% load ui %}" + text).render(Context(values))


@pytest.mark.parametrize(
    ("language", "said"), [("en", "10,000"), ("es", "10\N{NO-BREAK SPACE}000"), ("ar", "10,000")]
)
def test_five_digits_stand_in_groups_as_the_reader_writes_them(language: str, said: str) -> None:
    assert shown("{{ n|tally }}", language, n=10_000) == said


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_a_year_has_no_separator(language: str) -> None:
    assert shown("{{ n|tally }}", language, n=2026) == "2026"


def test_in_a_sentence_it_still_chooses_the_plural() -> None:
    assert [shown(PLURAL, n=n) for n in (1, 64_000)] == ["1 row", "64,000 rows"]


def test_a_fraction_keeps_one_decimal_and_a_whole_one_none() -> None:
    told = [shown("{{ n|tally }}", n=n) for n in (12.25, Decimal("1234567.5"), 40_000.0)]
    assert told == ["12.2", "1,234,567.5", "40,000"]


@pytest.mark.parametrize("value", [None, True, "1000+", ""])
def test_what_is_no_number_stays_as_it_is(value: object) -> None:
    assert numerals.tally(value) is value


def test_a_figure_has_its_records_in_groups_too() -> None:
    said = shown('{% figure 64000 "marks" 12345 %}')
    assert "64,000" in said
    assert "12,345" in said
