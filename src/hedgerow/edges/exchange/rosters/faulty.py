"""What is wrong with rows of a file by themselves, said row by row."""

from collections.abc import Mapping, Sequence

import polars as pl
from django.utils.translation import gettext as _

from .fitting import misfit
from .reading import MOST_PROBLEMS, RAGGED, Row, Table
from .shifted import SHIFTED, Moved, unmarked


def say(
    table: Table,
    doubted: pl.DataFrame,
    ragged: Mapping[int, Sequence[str]],
    width: int,
    *,
    strict: bool,
) -> tuple[int | None, set[int]]:
    """Say what is wrong with these rows; the last line that counts, where it is too much, and those that
    have shifted."""
    shifted: set[int] = set()
    cells: dict[int, dict[str, str]] = {row["line"]: row for row in doubted.iter_rows(named=True)}
    for line in sorted({*cells, *ragged}):
        if line in ragged:
            _say_ragged(table, line, ragged[line], width)
        elif moved := _moved(table, cells[line], width):
            shifted.add(line)
            _say_shifted(table, line, moved)
        else:
            _say_row(table, Row(line, cells[line]), strict=strict)
        if len(table.problems) > MOST_PROBLEMS:
            table.broken = True
            return line, shifted
    return None, shifted


def _moved(table: Table, said: Mapping[str, str], width: int) -> Moved | None:
    """What tells that the cells of a line have shifted; None where nothing does."""
    if table.beside is None:
        return None
    places = {at: said.get(one.name, "") for at, one in table.beside.columns.items()}
    return table.beside.shifted([places.get(at, "") for at in range(width)])


def _say_shifted(table: Table, line: int, moved: Moved) -> None:
    """Say by which column a line is seen to have shifted, and what stands there only where that is no
    password: then it is a wrong value as any other."""
    table.broken = True
    column = table.file.column(moved.column) if moved.value else None
    if column and (wrong := misfit(column, moved.value, strict=False)):
        expected = _(
            "%(expected)s; nothing else of the line is kept, as its cells may have shifted"
        )
        said, code = wrong
        table.wrong(line, column.name, moved.value, expected % {"expected": said}, code)
        return
    expected = _(
        "what belongs below this heading; as the cells of the line may have shifted, nothing of it is kept: "
        "a password may be in it"
    )
    table.wrong(line, moved.column, "", expected, SHIFTED)


def _say_ragged(table: Table, line: int, cells: Sequence[str], width: int) -> None:
    """Say that a line has more cells or less; not what stands there, where it may be a password."""
    if table.guarded and (moved := unmarked(cells, table.file)):
        _say_shifted(table, line, moved)
        return
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
