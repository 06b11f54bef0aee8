"""What is wrong with rows of a file by themselves, said row by row."""

from collections.abc import Mapping, Sequence

import polars as pl
from django.utils.translation import gettext as _

from .fitting import misfit
from .reading import MOST_PROBLEMS, RAGGED, Row, Table


def say(
    table: Table,
    doubted: pl.DataFrame,
    ragged: Mapping[int, Sequence[str]],
    width: int,
    *,
    strict: bool,
) -> int | None:
    """Say what is wrong with these rows; the last line that counts, where it is too much."""
    cells: dict[int, dict[str, str]] = {row["line"]: row for row in doubted.iter_rows(named=True)}
    for line in sorted({*cells, *ragged}):
        if line in ragged:
            _say_ragged(table, line, ragged[line], width)
        else:
            _say_row(table, Row(line, cells[line]), strict=strict)
        if len(table.problems) > MOST_PROBLEMS:
            table.broken = True
            return line
    return None


def _say_ragged(table: Table, line: int, cells: Sequence[str], width: int) -> None:
    """Say that a line has more cells or less; not what stands there, where it may be a password."""
    expected, said = _("%(count)s cells, as there are headings"), ",".join(cells)
    if table.guarded:
        said = ""
        expected = _(
            "%(count)s cells, as there are headings; what stands in the line is not kept, as a "
            "password may be in it"
        )
    table.broken = True
    table.wrong(line, "", said, expected % {"count": width}, RAGGED)


def _say_row(table: Table, row: Row, *, strict: bool) -> None:
    for column in table.file.columns:
        there = column.name in row.values
        if there and (wrong := misfit(column, row[column.name], strict=strict)):
            table.wrong(row.line, column.name, row[column.name], *wrong)
    if strict:
        _check_mode(table, row)


def _check_mode(table: Table, row: Row) -> None:
    """In bulk, status and date are empty; in a delta they are filled."""
    for name in ("status", "dateLastModified"):
        if table.mode == "delta" and not row[name]:
            expected = _("a value, as the manifest says delta")
            table.wrong(row.line, name, "", expected, "exchange.roster_delta")
        if table.mode == "bulk" and row[name]:
            expected = _("nothing, as the manifest says bulk")
            table.wrong(row.line, name, row[name], expected, "exchange.roster_bulk")
