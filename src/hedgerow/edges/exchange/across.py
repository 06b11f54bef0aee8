"""Registers with a column for each day: each mark becomes a row, and is read as those of a list are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hedgerow.foundation.targets import Problem

from .dates import ISO_DATE, read_date, with_western_digits
from .errors import PART, FileUnreadable
from .guessing.contents import DAY
from .mappings import Across
from .reading import Sheet

WEEKDAY: Final = re.compile(r"^[^\W\d_]+[.,]?\s+|\s+\(?[^\W\d_]+[.]?\)?$")
DAY_COLUMN, MARK_COLUMN = "day", "mark"
"""As mappings name the two columns; readers are told them in their language."""
LEAST: Final = 2
MOST: Final = 1_000_000
NAMED: Final = 3
"""So many headings at most are named where one of them is meant."""


def day_in(heading: str) -> str:
    """The day that a heading says, as it is written or in ISO's way; empty where it says none.

    A weekday beside it is passed over. A day without its year is none: see ``yearless``.
    """
    text = with_western_digits(heading).strip()
    for said in (text, WEEKDAY.sub("", text, count=1)):
        if iso := ISO_DATE.fullmatch(said):
            return iso.group(1)
        if DAY.fullmatch(said):
            return said
        try:
            return read_date(said, ()).isoformat()
        except ValueError:
            continue
    return ""


def days_of(columns: Sequence[str]) -> dict[int, str]:
    """The columns whose headings are days: place → day."""
    found = ((at, day_in(name)) for at, name in enumerate(columns) if name)
    return {at: day for at, day in found if day}


def across_of(sheet: Sheet) -> Across | None:
    """How a sheet would be spread that has a column for each of several days; None of any other."""
    days = days_of(sheet.columns)
    if len(days) < LEAST or len(days) == len([name for name in sheet.columns if name]):
        return None
    kept = {name for at, name in enumerate(sheet.columns) if at not in days}
    return Across(heading=_free(DAY_COLUMN, kept), cell=_free(MARK_COLUMN, kept))


def spread(sheet: Sheet, across: Across) -> Sheet:
    """A row for each filled cell below a day, on its line, with what else stands there.

    Raises FileUnreadable where no heading is a day, or where that would be too many rows.
    """
    days = days_of(sheet.columns)
    if not days:
        expected = _(
            "none of its headings is a day with its year, such as 2026-09-03, and neither what stands above them nor the terms of the calendar tell it"
        )
        raise FileUnreadable(file=sheet.file, expected=expected)
    kept = [at for at, name in enumerate(sheet.columns) if name and at not in days]
    columns = [*(sheet.columns[at] for at in kept), across.heading, across.cell]
    rows = []
    for line, cells in sheet.rows:
        beside = [cells[at] for at in kept]
        rows += [(line, [*beside, day, cells[at]]) for at, day in days.items() if cells[at].strip()]
        if len(rows) > MOST:
            expected = _("it has more than %(most)s marks") % {"most": f"{MOST:,}"}
            raise FileUnreadable(file=sheet.file, expected=expected, advice=PART)
    places = {name: at for at, name in enumerate(columns)}
    return replace(sheet, columns=columns, rows=rows, places=places, across=across)


def named(problems: Iterable[Problem], sheet: Sheet, across: Across) -> list[Problem]:
    """The problems, those of a mark with the headings below which it stands in the file."""
    days, cells = days_of(sheet.columns), dict(sheet.rows)
    found = []
    for one in problems:
        if one.column == across.cell and one.line in cells:
            where = [sheet.columns[at] for at in days if cells[one.line][at].strip() == one.value]
            more = "…" if len(where) > NAMED else ""
            one = replace(one, column=", ".join(where[:NAMED]) + more or one.column)  # noqa: PLW2901
        found.append(one)
    return found


def called(column: str, across: Across | None) -> str:
    """The column as the reader calls it, where it is one of the two that stand for those of the days."""
    if across is not None and column in (across.heading, across.cell):
        of_day = column == across.heading
        ours, said = (DAY_COLUMN, pgettext("of a register", "day")) if of_day else (
            MARK_COLUMN, pgettext("of a register", "mark"))  # fmt: skip
        if column == ours or column.startswith(f"{ours} "):
            return f"{said}{column.removeprefix(ours)}"
    return column


def years_of(sheet: Sheet) -> str:
    """Which year the days have that say none, and what tells it; empty where they say it themselves."""
    if not sheet.years:
        return ""
    if sheet.years_above:
        said = _("The days say no year: they are of %(years)s, as stands above them.")
    else:
        said = _("The days say no year: they are of %(years)s, by the terms of the calendar.")
    return said % {"years": sheet.years}


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number where a column has it already."""
    there = set(taken)
    numbered = (f"{name} {number}" for number in range(2, len(there) + 3))
    return name if name not in there else next(one for one in numbered if one not in there)
