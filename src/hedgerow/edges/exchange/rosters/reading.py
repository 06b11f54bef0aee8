"""One file of a set, row by row: its headings, then what stands in each cell."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem

from .fitting import day_of, misfit
from .layout import File, Mode, heading_key
from .packed import text_of

META = "metadata."
MOST_PROBLEMS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, and the text of each column that is known and kept."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def many(self, name: str) -> list[str]:
        """The texts of a cell that holds several."""
        return [one.strip() for one in self[name].split(",") if one.strip()]

    def day(self, name: str) -> date | None:
        """The day of a cell; None where there is none."""
        return day_of(self[name]) if self[name] else None


@dataclass(slots=True)
class Table:
    """A file that was read: its rows, their ids, and how much of it was refused.

    A ``broken`` one was not read to its end, or some of its lines were not understood.
    """

    file: File
    mode: Mode = "bulk"
    rows: list[Row] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False

    def wrong(self, line: int, column: str, value: str, expected: str, code: str) -> None:
        """Note what is wrong in a cell."""
        file = self.file.name
        self.problems.append(Problem(line, column, value[:200], expected, code, file))


def read_table(
    file: File, content: IO[bytes], mode: Mode = "bulk", *, strict: bool = True
) -> Table:
    """Read a file and note whatever is wrong with it by itself.

    ``strict`` is OneRoster's: no column but those of the standard, and status and date by mode.
    """
    table = Table(file, mode)
    lines = csv.reader(text_of(content), strict=True)
    line = 1
    try:
        heads = [one if strict else heading_key(one.strip()) for one in next(lines, [])]
        places = _places(table, heads, strict=strict)
        table.broken = bool(table.problems)
        if table.broken:
            return table
        for cells in lines:
            line, first = lines.line_num, line + 1
            if any(cells):
                _take(table, first, cells, places, len(heads), strict=strict)
            if len(table.problems) > MOST_PROBLEMS:
                table.broken = True
                break
    except csv.Error:
        table.broken = True
        expected = _("quotation marks that are closed")
        table.wrong(line + 1, "", "", expected, "exchange.roster_quotes")
    except UnicodeDecodeError:
        table.broken = True
        table.wrong(line, "", "", _("text in UTF-8"), "exchange.roster_encoding")
    return table


def _places(table: Table, heads: Sequence[str], *, strict: bool) -> dict[str, int]:
    """Where each column stands; notes those that are missing, unknown or there twice."""
    known = {one.name: one for one in table.file.columns}
    for name, count in Counter(heads).items():
        if count > 1:
            expected = _("each heading once")
            table.wrong(1, name, name, expected, "exchange.roster_heading_twice")
        elif strict and name not in known and not name.startswith(META):
            expected = _("a column of the standard, or one that begins with metadata.")
            table.wrong(1, name, name, expected, "exchange.roster_heading")
    wanted = known if strict else {one.name for one in table.file.columns if one.must}
    for name in wanted:
        if name not in heads and not known[name].refused:
            expected = _("a column of this name")
            table.wrong(1, name, "", expected, "exchange.roster_column")
    return {name: heads.index(name) for name in known if name in heads}


def _take(
    table: Table,
    line: int,
    cells: Sequence[str],
    places: Mapping[str, int],
    width: int,
    *,
    strict: bool,
) -> None:
    if len(cells) != width:
        expected = _("%(count)s cells, as there are headings") % {"count": width}
        table.broken = True
        table.wrong(line, "", ",".join(cells), expected, "exchange.roster_cells")
        return
    values = {}
    for column in table.file.columns:
        text = cells[places[column.name]].strip() if column.name in places else ""
        if column.refused:
            table.refused.update([column.name] if text else [])
        elif text:
            values[column.name] = text
        if wrong := misfit(column, text, strict=strict):
            table.wrong(line, column.name, text, *wrong)
    row = Row(line, values)
    if strict:
        _check_mode(table, row)
    key = "\t".join(row[name] for name in table.file.key)
    if key in table.ids:
        expected = _("an id that no other row has")
        table.wrong(line, table.file.key[0], row[table.file.key[0]], expected,
                    "exchange.roster_duplicate")  # fmt: skip
    table.ids.add(key)
    table.rows.append(row)


def _check_mode(table: Table, row: Row) -> None:
    """In bulk, status and date are empty; in a delta they are filled."""
    for name in ("status", "dateLastModified"):
        if table.mode == "delta" and not row[name]:
            expected = _("a value, as the manifest says delta")
            table.wrong(row.line, name, "", expected, "exchange.roster_delta")
        if table.mode == "bulk" and row[name]:
            expected = _("nothing, as the manifest says bulk")
            table.wrong(row.line, name, row[name], expected, "exchange.roster_bulk")
