"""Two lines of headings, the upper one over several columns each."""

import pytest

from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.guessing.layout import heading_line
from hedgerow.edges.exchange.reading import sheet_of

from .test_guessing_lines import lines

TWO_LINES = (
    "Class list 2026/27;;;;;\nStudent;;;Parent;;School\nNo.;Name;Born;Name;E-mail;Name\n"
    ";;;;;\nL1;Ada Bloom;3/4/2015;Kim Bloom;kim@example.org;Oak\n"
    "L2;Bo Chen;5/6/2015;Lin Chen;lin@example.org;Oak\n"
)


def test_the_line_that_names_the_columns_is_the_lower_one() -> None:
    assert heading_line(lines(TWO_LINES)) == 3


def test_columns_of_one_name_are_told_apart_by_what_stands_over_them() -> None:
    sheet = sheet_of("class.csv", lines(TWO_LINES), 3)
    assert list(sheet.columns) == [
        "No.", "Student Name", "Born", "Parent Name", "E-mail", "School Name"
    ]  # fmt: skip
    assert [line for line, _cells in sheet.rows] == [5, 6]


@pytest.mark.parametrize("over", ["", "Title;\n", "Pupil;Pupil\n"])
def test_columns_that_nothing_tells_apart_are_refused(over: str) -> None:
    text = f"{over}Name;Name\nAda;Bo\n"
    with pytest.raises(FileUnreadable):
        sheet_of("twice.csv", lines(text), 2 if over else 1)
