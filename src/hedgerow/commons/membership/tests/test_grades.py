"""The order of grades."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.membership.grades import LEAVES, next_grade, next_name

LADDER = ["TK", "K", *(str(number) for number in range(1, 13))]


@pytest.mark.parametrize(
    ("grade", "following"), list(zip(LADDER, [*LADDER[1:], LEAVES], strict=True))
)
def test_each_grade_is_followed_by_the_next(grade: str, following: str) -> None:
    assert next_grade(grade) == following
    assert next_grade(f" {grade.lower()} ") == following


@given(st.integers(1, 20), st.integers(1, 20))
@pytest.mark.slow
def test_who_goes_up_each_year_leaves_after_the_last_grade(grade: int, last: int) -> None:
    years, now = 0, str(grade)
    while now != LEAVES:
        following = next_grade(now, last)
        assert following is not None
        assert following == LEAVES or int(following) == int(now) + 1
        now, years = following, years + 1
    assert years == max(1, last - grade + 1)


@pytest.mark.slow
@given(st.integers(0, 99), st.integers(1, 4))
def test_leading_zeros_stay(number: int, width: int) -> None:
    written = str(number).zfill(width)
    following = next_grade(written, 98)
    assert following == (str(number + 1).zfill(len(written)) if number < 98 else LEAVES)


@pytest.mark.slow
@given(st.text().filter(lambda text: text.strip().upper() not in LADDER))
def test_what_is_no_grade_is_not_known(text: str) -> None:
    written = text.strip()
    if not (written.isascii() and written.isdigit()):
        assert next_grade(text) in (None, "1")
        assert (next_grade(text) == "1") == (written.upper() == "KG")


@pytest.mark.parametrize(
    ("name", "grade", "after"),
    [
        ("Oaks 5a", "5", "Oaks 6a"), ("15 Elms", "5", "15 Elms"), ("5 of 5", "5", "5 of 5"),
        ("Kites K", "K", "Kites 1"), ("Owls", "5", "Owls"), ("09-2", "09", "10-2"),
    ],
)  # fmt: skip
def test_a_name_steps_with_its_grade(name: str, grade: str, after: str) -> None:
    assert next_name(name, grade, next_grade(grade) or "") == after
