"""Names are found however they are typed."""

import pytest

from hedgerow.commons.people.rules import fold, sort_name, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Muñoz", "munoz"),
        ("José Ángel", "jose angel"),
        ("Łukasz", "lukasz"),
        ("أحمد", "احمد"),
        ("فاطِمَة", "فاطمه"),
        ("محـــمد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("\u1100\u1161\u11bc", "강"),
    ],
)
def test_a_name_folds_to_what_is_typed(written: str, typed: str) -> None:
    assert fold(written) == typed


def test_a_hangul_syllable_is_not_found_by_another() -> None:
    assert not fold("강").startswith(fold("가"))


def test_words_come_once_and_in_order() -> None:
    assert words("Oak-School", "oak") == ["oak", "school"]


def test_an_apostrophe_does_not_split_a_name() -> None:
    assert words("O’Neill") == ["oneill"]


def test_a_sort_name_has_single_spaces() -> None:
    assert sort_name("  Ada   Lovelace ") == "ada lovelace"
