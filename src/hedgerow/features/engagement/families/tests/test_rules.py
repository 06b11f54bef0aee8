"""Templates are filled in, and a language is chosen."""

from datetime import date

import pytest

from hedgerow.commons.ecosystems.forms import LANGUAGES
from hedgerow.features.engagement.families import rules
from hedgerow.features.engagement.families.queries.drafts import defaults

TEXTS = {"en": ["Hi {child}", "On {day}, {sender}"], "ar": ["{child}", "{day} {sender}"]}


def test_blanks_are_filled_in_and_what_nobody_filled_stays() -> None:
    assert rules.blanks(TEXTS) == ["child", "sender", "day"]
    assert rules.fill("{child} on {day}", {"child": "Mia"}) == "Mia on {day}"


@pytest.mark.parametrize(
    ("language", "main", "chosen", "fallback"),
    [("ar", ["en"], "ar", False), ("ar-IL", ["en"], "ar", False), ("uk", ["en"], "en", True),
     ("uk", ["ar", "en"], "ar", True), ("", ["en"], "en", False)],
)  # fmt: skip
def test_a_family_reads_its_language_or_is_told_that_it_does_not(
    language: str, main: list[str], chosen: str, fallback: bool
) -> None:
    found = rules.choose(TEXTS, language, main)
    assert (found.language, found.fallback) == (chosen, fallback)


def test_a_language_that_lost_a_blank_is_named() -> None:
    assert rules.differing(TEXTS) == []
    assert rules.differing({**TEXTS, "es": ["Hola", "{child}"]}) == ["es"]


def test_the_defaults_have_the_same_blanks_in_every_language() -> None:
    for template in defaults().values():
        assert rules.differing(template.texts) == []
        assert set(rules.blanks(template.texts)) <= {*rules.GIVEN, *rules.ASKED}
        assert set(template.texts) == set(LANGUAGES)


def test_ages_are_reckoned_on_the_birthday() -> None:
    assert rules.born_by(date(2026, 3, 1), 16) == date(2010, 3, 1)
    assert rules.born_by(date(2024, 2, 29), 15) == date(2009, 2, 28)
    assert rules.share(3, 4) == 0.75
    assert rules.share(0, 0) is None


OMAR = rules.Called("Omar Moss", "+49 179 471122", ("omar@example.org",))


@pytest.mark.parametrize(
    ("name", "phone", "is_he"),
    [
        ("Omar Moss", "1", True),
        ("MOSS, Omar", "1", True),
        ("Ömar Moss, neighbour", "1", True),
        ("Omar", "1", False),
        ("Omara Moss", "1", False),
        ("Dad", "0179/471122", True),
        ("Dad", "٠١٧٩ ٤٧١١٢٢", True),
        ("Amal Moss", "0179/471122", False),
        ("Dad", "Omar@Example.org", True),
        ("Dad", "22", False),
        ("Dad", "", False),
        ("", "", False),
    ],
)
def test_a_line_is_somebody_by_the_whole_name_or_by_the_number(name, phone, is_he) -> None:
    assert rules.is_called(OMAR, name, phone, ["Amal Moss"]) is is_he


def test_whoever_has_no_number_is_known_by_none() -> None:
    assert not rules.is_called(rules.Called("Omar", "", ()), "Dad", "0179 471122", [])
    assert not rules.is_called(rules.Called("", "", ()), "", "", [])
