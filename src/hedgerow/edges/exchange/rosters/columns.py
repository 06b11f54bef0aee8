"""A file of a set by columns: which rows may be wrong is found for all of them at once.

What is wrong with such a row is then said one by one, as ``fitting`` has it: a doubt may be
unfounded, but no fault may go by without one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from hedgerow.foundation.collecting import uncollected

from .doubting import doubts
from .faulty import say
from .layout import File
from .marks import bare, straightened
from .plain import Rows
from .reading import MOST_PROBLEMS, Chunk, Table

UNREAD: Final = frozenset({
    "username", "userIds", "enabledUser", "middleName", "identifier", "userMasterIdentifier",
    "resourceSourcedIds", "preferredMiddleName", "courseCode", "classCode", "location", "subjects",
    "subjectCodes", "periods",
})  # fmt: skip
"""Columns that are checked, and of which nothing is wanted afterwards."""
Ragged = dict[int, list[str]]


def take(
    table: Table,
    chunks: Iterable[Chunk | Rows],
    places: Mapping[str, int],
    width: int,
    *,
    strict: bool,
) -> None:
    """Take in the rows of a file, and note what is wrong with them."""
    frames: list[pl.DataFrame] = []
    try:
        with uncollected():
            for chunk in chunks:
                frames.append(_taken(table, chunk, places, width, strict=strict))
                if table.broken and len(table.problems) > MOST_PROBLEMS:
                    break
    finally:
        if frames:
            _settle(table, pl.concat(frames, how="vertical"))


def _taken(
    table: Table,
    chunk: Chunk | Rows,
    places: Mapping[str, int],
    width: int,
    *,
    strict: bool,
) -> pl.DataFrame:
    """The rows of a chunk that have as many cells as there are headings, none of them blank."""
    ragged: Ragged = {}
    if isinstance(chunk, Rows):
        frame = _of_plain(chunk, places)
    else:
        frame, ragged = _of_rows(chunk, places, width)
    found = doubts(table, places, strict=strict)
    doubted = frame.filter(pl.any_horizontal(found)) if found else frame.clear()
    last, shifted = say(table, doubted, ragged, width, strict=strict)
    if shifted:
        frame = frame.filter(~pl.col("line").is_in(list(shifted)))
    if last is not None:
        frame = frame.filter(pl.col("line") <= last)
    refused = [one.name for one in table.file.columns if one.refused and one.name in places]
    for name in refused:
        if count := int((frame[name] != "").sum()):
            table.refused[name] += count
    return frame.drop([*refused, *(name for name in UNREAD if name in places)])


def _of_plain(rows: Rows, places: Mapping[str, int]) -> pl.DataFrame:
    """The known columns of plain rows, where anything stands in the row."""
    said = pl.any_horizontal(pl.exclude("line") != "")
    known = [bare(str(at), name, odd=rows.odd) for name, at in places.items()]
    found = rows.cells.filter(said).select("line", *known)
    return straightened(found, places) if rows.odd else found


def _of_rows(chunk: Chunk, places: Mapping[str, int], width: int) -> tuple[pl.DataFrame, Ragged]:
    """The same of rows as lists, and those that have more cells or less."""
    numbers, rows = chunk
    ragged = {}
    if any(len(cells) != width for cells in rows):
        there = zip(numbers, rows, strict=True)
        ragged = {line: cells for line, cells in there if len(cells) != width and any(cells)}
        kept = [at for at, cells in enumerate(rows) if len(cells) == width]
        numbers, rows = [numbers[at] for at in kept], [rows[at] for at in kept]
    frame = _framed(numbers, rows, places)
    blank = _blank(frame, rows, places)
    if blank:
        frame = frame.filter(~pl.col("line").is_in(blank))
    return frame, ragged


def _framed(
    numbers: Sequence[int], rows: Sequence[Sequence[str]], places: Mapping[str, int]
) -> pl.DataFrame:
    cells = list(zip(*rows, strict=True)) if rows else []
    found = {
        name: pl.Series(name, cells[at] if cells else [], pl.String) for name, at in places.items()
    }
    frame = pl.DataFrame({"line": pl.Series("line", numbers, pl.Int64), **found})
    texts = [bare(name, name, odd=True) for name in places]
    return straightened(frame.with_columns(texts), places) if places else frame


def _blank(
    frame: pl.DataFrame, rows: Sequence[Sequence[str]], places: Mapping[str, int]
) -> list[int]:
    """Lines in no cell of which anything stands."""
    empty = pl.all_horizontal(pl.col(list(places)) == "") if places else pl.lit(value=True)
    found = frame.with_row_index("at").filter(empty)
    pairs = found.select("at", "line").iter_rows()
    return [line for at, line in pairs if not any(rows[at])]


def _settle(table: Table, frame: pl.DataFrame) -> None:
    """Check the ids, and drop the columns in which nothing stands."""
    for line, said in _twice(table.file, frame):
        expected = _("an id that no other row has")
        table.wrong(line, table.file.key[0], said, expected, "exchange.roster_duplicate")
    if len(table.problems) > MOST_PROBLEMS:
        table.broken = True
        last = sorted(one.line for one in table.problems)[MOST_PROBLEMS]
        table.problems = [one for one in table.problems if one.line <= last]
        frame = frame.filter(pl.col("line") <= last)
    texts = [name for name in frame.columns if name != "line"]
    filled = frame.select((pl.col(texts) != "").any()).row(0) if texts else ()
    kept = [name for name, any_ in zip(texts, filled, strict=True) if any_]
    table.frame = frame.select("line", *kept)


def _twice(file: File, frame: pl.DataFrame) -> Iterator[tuple[int, str]]:
    """Lines whose id another has before them, with the first column of it."""
    key = filled(frame, file.key)
    found = key.filter(key.select(file.key).is_duplicated())
    first = found.select(pl.struct(file.key).is_first_distinct()).to_series()
    yield from found.filter(~first).select("line", file.key[0]).iter_rows()


def filled(frame: pl.DataFrame | None, names: Sequence[str]) -> pl.DataFrame:
    """Line and columns of these names; one that is not there is of empty texts."""
    if frame is None:
        return pl.DataFrame(schema={"line": pl.Int64, **dict.fromkeys(names, pl.String)})
    return frame.select(
        "line", *(pl.col(one) if one in frame.columns else pl.lit("").alias(one) for one in names)
    )
