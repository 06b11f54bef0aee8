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


def test_a_fraction_keeps_its_decimals() -> None:
    given = (0.05, Decimal("0.125"), Decimal("3.75"), Decimal("1234567.5"), 1e-9, Decimal("1E+30"))
    told = [shown("{{ n|tally }}", n=n) for n in given]
    assert told[:4] == ["0.05", "0.125", "3.75", "1,234,567.5"]
    assert told[4].rstrip("0") == "0.000000001"
    assert told[5] == "1" + ",000" * 10


def test_a_fraction_is_rounded_where_that_is_asked_and_a_whole_one_has_none() -> None:
    given = (12.25, Decimal("1234567.5"), 40_000.0, 1e30)
    told = [shown("{{ n|tally:1 }}", n=n) for n in given]
    assert told[:3] == ["12.2", "1,234,567.5", "40,000"]
    assert told[3].startswith("1,000")


def test_in_a_column_all_numbers_have_as_many_decimals() -> None:
    told = [shown("{{ n|aligned:1 }}", n=n) for n in (1915, 2611.9, Decimal("64000"), 0.25, None)]
    assert told == ["1915.0", "2611.9", "64,000.0", "0.2", "None"]
    assert shown("{{ n|aligned:2 }}", n=3.5) == "3.50"


def test_what_follows_an_underscore_stands_below_the_line() -> None:
    told = shown("{{ formula|signs }}", formula="Σ(d_max − d_i) < n")
    assert told == "Σ(d<sub>max</sub> − d<sub>i</sub>) &lt; n"


@pytest.mark.parametrize("value", [None, True, "1000+", "", float("inf"), Decimal("NaN")])
def test_what_is_no_number_stays_as_it_is(value: object) -> None:
    assert numerals.tally(value) is value


def test_a_figure_has_its_records_in_groups_too() -> None:
    said = shown('{% figure 64000 "marks" 12345 %}')
    assert "64,000" in said
    assert "12,345" in said
