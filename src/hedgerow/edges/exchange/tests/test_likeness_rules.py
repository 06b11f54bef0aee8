"""Who resembles somebody: by the whole name with another birth date, or the birth date and part of the name."""

from datetime import date

import pytest

from hedgerow.edges.exchange.likeness.rules import likest, parts, why

DAY, OTHER = date(2015, 9, 3), date(2015, 3, 9)


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        ("anna  MÜLLER", OTHER, "name"),
        ("Anna Maria Müller", DAY, "born"),
        ("Müller Anna", DAY, "born"),
        ("Anna Müller", DAY, None),  # the same: a code is made of it
        ("Anna Maria Müller", OTHER, None),
        ("Bo Ek", DAY, None),
        ("Anna Müller", None, None),
    ],
)
def test_name_and_birth_date_tell_who_is_like_whom(name, born, said):
    assert why("Anna Müller", DAY, name, born) == said


def test_small_words_that_many_names_share_tell_nothing():
    assert parts("Abu Bin de la Cruz van den Berg") == {"cruz", "berg"}
    assert why("Ana de la Cruz", DAY, "Bo de la Paz", DAY) is None


def test_arabic_names_are_alike_whatever_the_letter_forms():
    assert why("أمل حداد", DAY, "امل سامي حداد", DAY) == "born"


def test_of_several_it_is_the_one_of_the_same_name_then_of_most_parts():
    there = [("Anna Ek", DAY, 1), ("Anna Maria Ek", DAY, 2), ("Bo Oh", DAY, 3)]
    assert likest(there, "Anna Maria Paz Ek", DAY) == 2
    assert likest([*there, ("Anna Maria Paz Ek", OTHER, 4)], "Anna Maria Paz Ek", DAY) == 4
    assert likest(there, "Cy Paz", DAY) is None
