"""In which line of an unknown spreadsheet the headings stand, and whether family names come first."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hedgerow.foundation.targets import Target

from ..across import LEAST, across_of, day_in, spread
from ..cells import turned
from ..errors import FileUnreadable
from ..half_days import like_day
from ..reading import LARGEST, Layout, Lines, Sheet, is_workbook, read_lines, sheet_of, told_apart
from ..workbooks import visible_sheets
from ..yearless import Calendar, with_years
from .contents import DAY, ISO, MAIL, filled
from .learners import NAMING, OF_LEARNERS

LOOKED_AT: Final = 50
FARTHEST: Final = 20
MOST_SHEETS, MOST_BYTES = 20, 20 << 20
"""Sheets of a workbook that are looked at, of a larger one the first alone: each is read anew."""
NUMBER: Final = re.compile(r"[0-9.,]+")
MOST_OF: Final = 0.75
DAYS: Final = 3
"""So many days in a line further down are headings: nobody has as many in a row of their own."""


def likely_sheet(path: Path, *, name: str) -> tuple[str, list[str]]:
    """Of a workbook of several sheets the one that looks most like a table, and the others.

    That is the one with most cells below its headings, among the first lines; of equals the first.
    ("", []) of a file with one sheet, and of one that is no workbook.
    """
    names = visible_sheets(name, path.read_bytes(), LARGEST) if is_workbook(path) else []
    if len(names) < 2:
        return "", []
    looked_at = names[: MOST_SHEETS if path.stat().st_size <= MOST_BYTES else 1]
    sizes = [_cells(path, name, one) for one in looked_at]
    chosen = names[sizes.index(max(sizes))]
    return chosen, [one for one in names if one != chosen]


def _cells(path: Path, name: str, sheet: str) -> int:
    """So many cells below the headings, as far as it is looked; 0 of what is no table."""
    try:
        lines = read_lines(path, Layout(sheet=sheet), name=name)[: LOOKED_AT + FARTHEST]
        found = sheet_of(name, lines, heading_line(lines))
    except FileUnreadable:
        return 0
    return sum(bool(cell.strip()) for _line, cells in found.rows for cell in cells)


def read_guessed(
    path: Path, *, name: str, heading: int = 0, calendar: Calendar | None = None
) -> Sheet:
    """The sheet below the line ``heading``, or below the one that seems to name the columns.

    A register with a column for each day is spread; ``calendar`` tells the year of days that have
    none. Raises FileUnreadable.
    """
    lines = read_lines(path, Layout(), name=name)
    sheet = with_years(sheet_of(name, lines, heading or heading_line(lines)), calendar)
    across = across_of(sheet)
    return spread(sheet, across) if across else sheet


def heading_line(lines: Lines) -> int:
    """The first line that names about as many columns as are filled below; 1 where none does.

    A title, or a line of headings over several columns each, names fewer.
    """
    rows = [(line, cells) for line, cells in lines if any(one.strip() for one in cells)][:LOOKED_AT]
    above = [list[str](), *(cells for _line, cells in rows)]
    there = [
        (line, [one for one in told_apart(cells, over) if one])
        for (line, cells), over in zip(rows, above, strict=False)
    ]
    usual = sorted(len(cells) for _line, cells in there)[len(there) // 2] if there else 0
    for at, (line, cells) in enumerate(there[:FARTHEST]):
        names = len(set(cells)) == len(cells) and _are_headings(cells, first=not at)
        if names and len(cells) >= MOST_OF * usual:
            return line if at else 1
    return 1


def _are_headings(cells: Sequence[str], *, first: bool) -> bool:
    """Whether none is what stands below one; but of a register several are days, and not all."""
    rest = [one for one in cells if not (day_in(one) or like_day(one))]
    of_register = rest and len(cells) - len(rest) >= (LEAST if first else DAYS)
    return not any(map(_is_value, rest if of_register else cells))


def _is_value(cell: str) -> bool:
    """Whether it is no heading but what stands below one."""
    return any(one.fullmatch(cell) for one in (NUMBER, ISO, DAY, MAIL))


def names_people(target: Target, field: str) -> bool:
    """Whether the field is somebody's name."""
    one_s = field == "name" or (field.startswith("guardian") and field.endswith("_name"))
    return target.name in (*OF_LEARNERS, *NAMING) and one_s


def family_first(values: Sequence[str]) -> str:
    """A name with the family's first and a comma, where most of the values are such; else nothing."""
    there = filled(values)
    found = [one for one in there if turned(one) != one]
    return found[0] if found and len(found) >= MOST_OF * len(there) else ""
