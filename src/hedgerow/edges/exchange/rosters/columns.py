"""A file of a set by columns: which rows may be wrong is found for all of them at once.

What is wrong with such a row is then said one by one, as ``fitting`` has it: a doubt may be
unfounded, but no fault may go by without one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from .fitting import FLAGS, misfit
from .layout import LONGEST, File, Heading
from .reading import MOST_PROBLEMS, Chunk, Row, Table

SPACES: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What ``str.strip`` takes off."""
UNREAD: Final = frozenset({
    "username", "userIds", "enabledUser", "middleName", "identifier", "userMasterIdentifier",
    "resourceSourcedIds", "preferredMiddleName", "courseCode", "classCode", "location", "subjects",
    "subjectCodes", "periods",
})  # fmt: skip
"""Columns that are checked, and of which nothing is wanted afterwards."""
DAY: Final = "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
PATTERNS: Final[Mapping[str, str]] = {
    "day": f"^{DAY}$",
    "moment": rf"^{DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{3}})?Z$",
    "year": "^[12][0-9]{3}$",
    "birth": "^(?:19[0-9]{2}|20[0-9]{2})$",
    "number": r"^-?[0-9]+(?:\.[0-9]+)?$",
}
"""What certainly is of its kind; of other texts ``fitting`` knows."""


def take(
    table: Table, chunks: Iterable[Chunk], places: Mapping[str, int], width: int, *, strict: bool
) -> None:
    """Take in the rows of a file, and note what is wrong with them."""
    frames: list[pl.DataFrame] = []
    try:
        for chunk in chunks:
            frames.append(_taken(table, chunk, places, width, strict=strict))
            if table.broken and len(table.problems) > MOST_PROBLEMS:
                break
    finally:
        if frames:
            _settle(table, pl.concat(frames, how="vertical"))


def _taken(
    table: Table, chunk: Chunk, places: Mapping[str, int], width: int, *, strict: bool
) -> pl.DataFrame:
    """The rows of a chunk that have as many cells as there are headings, none of them blank."""
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
    doubts = _doubts(table, places, strict=strict)
    doubted = frame.filter(pl.any_horizontal(doubts)) if doubts else frame.clear()
    last = _say(table, doubted, ragged, width, strict=strict)
    if last is not None:
        frame = frame.filter(pl.col("line") <= last)
    refused = [one.name for one in table.file.columns if one.refused and one.name in places]
    for name in refused:
        if count := int((frame[name] != "").sum()):
            table.refused[name] += count
    return frame.drop([*refused, *(name for name in UNREAD if name in places)])


def _framed(
    numbers: Sequence[int], rows: Sequence[Sequence[str]], places: Mapping[str, int]
) -> pl.DataFrame:
    cells = list(zip(*rows, strict=True)) if rows else []
    found = {
        name: pl.Series(name, cells[at] if cells else [], pl.String) for name, at in places.items()
    }
    frame = pl.DataFrame({"line": pl.Series("line", numbers, pl.Int64), **found})
    return frame.with_columns(pl.col(list(places)).str.strip_chars(SPACES)) if places else frame


def _blank(
    frame: pl.DataFrame, rows: Sequence[Sequence[str]], places: Mapping[str, int]
) -> list[int]:
    """Lines in no cell of which anything stands."""
    empty = pl.all_horizontal(pl.col(list(places)) == "") if places else pl.lit(value=True)
    found = frame.with_row_index("at").filter(empty)
    pairs = found.select("at", "line").iter_rows()
    return [line for at, line in pairs if not any(rows[at])]


def _doubts(table: Table, places: Mapping[str, int], *, strict: bool) -> list[pl.Expr]:
    """What makes a row one to be looked at."""
    columns = [one for one in table.file.columns if one.name in places and not one.refused]
    doubts = [_doubt(one) for one in columns]
    if strict:
        for name in ("status", "dateLastModified"):
            text = pl.col(name)
            doubts += [text == ""] if table.mode == "delta" else []
            doubts += [text != ""] if table.mode == "bulk" else []
    return doubts


def _doubt(column: Heading) -> pl.Expr:
    text = pl.col(column.name)
    doubt = text.str.contains("\0", literal=True)
    if not column.many:
        doubt |= text.str.len_chars() > LONGEST
    if column.choices:
        doubt |= ~text.is_in(["", *column.choices])
    if column.kind == "flag":
        doubt |= ~text.is_in(["", *FLAGS])
    elif column.kind != "text":
        doubt |= ~text.str.contains(PATTERNS[column.kind]) & (text != "")
        if column.kind in ("day", "moment"):
            day = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
            doubt |= day.is_null() & (text != "")
    return doubt | (text == "") if column.must else doubt


def _say(
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
            expected = _("%(count)s cells, as there are headings") % {"count": width}
            table.broken = True
            table.wrong(line, "", ",".join(ragged[line]), expected, "exchange.roster_cells")
        else:
            _say_row(table, Row(line, cells[line]), strict=strict)
        if len(table.problems) > MOST_PROBLEMS:
            table.broken = True
            return line
    return None


def _say_row(table: Table, row: Row, *, strict: bool) -> None:
    for column in table.file.columns:
        if wrong := misfit(column, row[column.name], strict=strict):
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
