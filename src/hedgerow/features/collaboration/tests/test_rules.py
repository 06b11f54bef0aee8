"""Ties and years, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.features.collaboration import rules
from hedgerow.features.collaboration.rules import Held, first_month, ties


def held(*organisations: int, kind: str = "club", first: int = 1, last: int = 1) -> Held:
    return Held(kind, frozenset(organisations), date(2026, 5, first), date(2026, 5, last))


def test_one_activity_in_common_is_no_tie_and_two_are() -> None:
    assert ties([held(1, 2), held(2, 3)]) == {}
    found = ties([held(1, 2, first=3, last=9), held(3, 2, 1, kind="talk", first=2, last=4)])
    assert found == {
        (1, 2): rules.Tie(2, frozenset({"club", "talk"}), date(2026, 5, 2), date(2026, 5, 9))
    }


def test_without_the_hub_its_ties_are_gone() -> None:
    found = ties([held(1, 2), held(1, 2), held(2, 3), held(2, 3), held(1, 4), held(1, 4)])
    assert rules.hub(found) == 1
    assert [*rules.without(1, found)] == [(2, 3)]


def stretch(first: int, last: int) -> tuple[date, date]:
    """From the first of a month to the 20th of another, of the next year if it lies before."""
    return date(2026, first, 1), date(2026 + (last < first), last, 20)


@pytest.mark.parametrize(
    ("terms", "month"),
    [
        ([], 1),
        ([stretch(9, 6)], 9),
        ([stretch(8, 12), stretch(1, 5)], 8),
        ([stretch(3, 7), stretch(8, 12)], 3),
        ([stretch(2, 12)], 2),
        ([stretch(9, 11), stretch(1, 3), stretch(4, 6)], 9),
        ([stretch(1, 12)], 1),
    ],
)
def test_a_school_year_begins_after_the_longest_break(terms, month) -> None:
    assert first_month(terms) == month


@given(st.lists(st.tuples(st.dates(), st.integers(0, 900)), max_size=6))
def test_whatever_the_terms_are_a_month_is_found(found) -> None:
    terms = [(first, date.fromordinal(min(first.toordinal() + n, 3652059))) for first, n in found]
    assert 1 <= first_month(terms) <= 12


@pytest.mark.parametrize(("month", "name"), [(1, "2026"), (3, "2026"), (9, "2026-27")])
def test_a_year_is_named_after_the_years_in_which_most_of_it_lies(month, name) -> None:
    assert rules.year_named(2026, month) == name
