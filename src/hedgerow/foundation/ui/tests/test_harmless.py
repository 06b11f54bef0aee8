"""No spreadsheet runs what stands in a file of ours, and what stood there is read again."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hedgerow.foundation.ui.files import csv_lines
from hedgerow.foundation.ui.formulas import CONTROL, harmless, unguarded

TEXTS = some.text(alphabet="=+-@\uff1d;|,\t\r\n \"'a1", max_size=12)
PARTING = ",;\t|"


def cells(content: bytes, parted: str) -> list[str]:
    """The cells as a spreadsheet has them that parts them by that sign."""
    text = io.StringIO(content.decode(), newline="")
    return [cell for line in csv.reader(text, delimiter=parted) for cell in line]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\uff1d1+1", "\r\n"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ('x; "=1', "x; \"'=1"),
        ("Bring:\n- a pen", "Bring:\n'- a pen"),
        ("x\t=1", "x\t'=1"),
        ("\t=1", "'\t'=1"),
    ],
)
def test_nor_does_one_begin_within_a_cell_where_another_sign_parts_them(
    text: str, said: str
) -> None:
    assert harmless(text) == said


@pytest.mark.parametrize("text", ["well-known", "a@b.example", "x; y", "1+1=2", "a;b=c", "'=", ""])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert text == "'=" or harmless(text) == text
    assert unguarded(str(harmless(text))) == text


def test_a_number_stays_a_number() -> None:
    assert harmless(-3) == -3


@given(some.lists(some.lists(TEXTS, min_size=1, max_size=4), max_size=4))
def test_whatever_parts_the_cells_none_begins_a_formula(rows: list[list[str]]) -> None:
    content = b"".join(csv_lines(rows))
    for parted in PARTING:
        for cell in cells(content, parted):
            assert not re.match(r'[\s"]*[=+\-@\uff1d]', cell), (parted, cell)


@given(TEXTS)
def test_what_was_made_harmless_is_read_as_it_was(text: str) -> None:
    assert unguarded(str(harmless(text))) == CONTROL.sub("", text)
