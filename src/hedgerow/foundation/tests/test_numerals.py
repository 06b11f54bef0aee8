"""Percentages and signs stand on the right side of their numbers, whichever way a text runs."""

import pytest
from django.utils import translation

from hedgerow.foundation.ui import numerals


def test_a_percentage_is_said_as_the_language_has_it() -> None:
    assert numerals.percent("0.5") == "0.5 %"
    with translation.override("es"):
        assert numerals.percent("0.5") == "0.5\N{NO-BREAK SPACE}%"


def test_a_percentage_in_arabic_is_one_run_from_left_to_right() -> None:
    with translation.override("ar"):
        said = numerals.percent("0.5")
    assert (said[0], said[-1]) == ("\u2066", "\u2069")
    bare = said.translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))
    assert bare == "0.5%"


@pytest.mark.parametrize(("language", "said"), [("en", "-3.5"), ("ar", "\u2066-3.5\u2069")])
def test_a_minus_stays_before_its_number(language: str, said: str) -> None:
    with translation.override(language):
        assert numerals.whole("-3.5") == said


def test_nothing_stays_nothing() -> None:
    with translation.override("ar"):
        assert numerals.whole("") == ""
