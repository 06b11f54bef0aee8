"""Lists are filtered by a part of a text, in either case and without accents, on both databases."""

import sys
from unicodedata import combining

import pytest
from django.db.models import F
from django.db.models.functions import Coalesce
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told import telling
from hedgerow.foundation.folding import Has, folded
from hedgerow.foundation.ui.speaking import reading_as

from .factories import ecosystem

pytestmark = pytest.mark.django_db
NAMES = (
    "Jardín de niños", "ÉCOLE", "50 % Maß_2", 'The "big" one', "مدرسة الأمل", "שָׁלוֹם", "학교",
    "ﬁne ①", "İstanbul", "a\\b's", "Ħal", "Οδός ΣΑΣ",
)  # fmt: skip
letters = st.sampled_from(sorted({*"".join(NAMES), *"xyzXYZíñÑÍ\"'%_\\*- "}))


def called(text: str) -> set[str]:
    return set(Ecosystem.objects.filter(name__has=text).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jardin", "Jardín de niños"), ("NINOS", "Jardín de niños"), ("école", "ÉCOLE"),
        ("MASS", "50 % Maß_2"), ("%", "50 % Maß_2"), ("الامل", "مدرسة الأمل"), ("שלום", "שָׁלוֹם"),
        ("교", "학교"), ("fine", "ﬁne ①"), ("a\\b", "a\\b's"),
        ("οδοσ", "Οδός ΣΑΣ"),
    ],
)  # fmt: skip
def test_a_part_finds_the_one_name_that_has_it(text: str, name: str) -> None:
    for one in NAMES:
        ecosystem(one)

    assert called(text) == {name}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(letters, min_size=1, max_size=5).filter(folded))
def test_what_is_found_is_what_folding_every_name_finds(text: str) -> None:
    if not Ecosystem.objects.exists():
        for one in NAMES:
            ecosystem(one)

    assert called(text) == {one for one in NAMES if folded(text) in folded(one)}


def test_each_mark_that_stands_on_a_letter_is_left_out() -> None:
    """A few at a time: each is known to both databases."""
    marks = [chr(one) for one in range(sys.maxunicode + 1) if combining(chr(one))]
    for at in range(0, len(marks), 100):
        ecosystem(f"é{''.join(marks[at : at + 100])}z", slug=f"marks-{at}")

    assert Ecosystem.objects.filter(name__has="ez").count() == Ecosystem.objects.count()


def test_an_expression_is_searched_like_a_column() -> None:
    ecosystem("Jardín")

    found = Ecosystem.objects.filter(Has(Coalesce(F("name"), F("slug")), "JARDIN"))

    assert found.count() == 1


def test_what_is_told_in_the_readers_language_is_found_without_accents() -> None:
    ecosystem("Garden", told={"en": {}, "es": {"name": "El Jardín"}})

    with reading_as("es"):
        assert Ecosystem.objects.filter(telling("name", "jardin")).count() == 1
    with reading_as("ar"):
        assert Ecosystem.objects.filter(telling("name", "jardin")).count() == 0


def test_marks_that_stand_on_no_letter_are_no_part_of_anything() -> None:
    ecosystem("Jardín")

    assert called("\u0301\u0301\u0301") == set()


def test_a_list_is_searched_while_another_is_being_read() -> None:
    """SQLite lets no function be made anew then."""
    for one in NAMES:
        ecosystem(one)
    rows = Ecosystem.objects.filter(name__has="a").order_by("pk").iterator(2)
    first = next(rows)

    assert called("jardin") == {"Jardín de niños"}
    assert {first, *rows} == set(Ecosystem.objects.filter(name__has="a"))
