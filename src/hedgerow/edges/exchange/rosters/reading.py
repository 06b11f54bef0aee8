"""One file of a set: its headings, then its rows by columns, with whatever is wrong by itself."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem

from ..reading import require_narrow
from .fitting import day_of
from .layout import File, Mode, heading_key
from .packed import text_of
from .shifted import Neighbours, neighbours

if TYPE_CHECKING:
    import polars as pl

    from .plain import Blocks, Rows

META = "metadata."
MOST_PROBLEMS = 2_000
AT_ONCE = 20_000
RAGGED = "exchange.roster_cells"
Chunk = tuple[list[int], list[list[str]]]


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
    """A file that was read: its rows by columns, and how much of it was refused.

    ``frame`` has each row's first ``line`` and the columns in which anything stands. A ``broken``
    table was not read to its end, or some of its lines were not understood. Of a ``guarded`` one,
    lines that do not fit the headings, or by what stands ``beside`` the refused columns have shifted, are
    told without what stands in them.
    """

    file: File
    mode: Mode = "bulk"
    frame: "pl.DataFrame | None" = None
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    guarded: bool = False
    beside: Neighbours | None = None
    _rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        """The rows one by one: of files that have few, or of which each has to be looked at."""
        if self._rows is None:
            self._rows = [] if self.frame is None else rows_of(self.frame)
        return self._rows

    def __len__(self) -> int:
        return 0 if self.frame is None else len(self.frame)

    def cells(self, *names: str) -> "pl.DataFrame":
        """Line and the columns of these names; of one in which nothing stands, empty texts."""
        from . import columns  # polars is slow to import

        return columns.filled(self.frame, names)

    def wrong(self, line: int, column: str, value: str, expected: str, code: str) -> None:
        """Note what is wrong in a cell."""
        file = self.file.name
        self.problems.append(Problem(line, column, value[:200], expected, code, file))


class UnreadError(Exception):
    """From a line on, a file was not understood; the cause says why."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def rows_of(frame: "pl.DataFrame") -> list[Row]:
    """The rows of a frame that has their lines."""
    return [
        Row(cells.pop("line"), {name: text for name, text in cells.items() if text})
        for cells in frame.iter_rows(named=True)
    ]


def read_table(
    file: File, content: IO[bytes], mode: Mode = "bulk", *, strict: bool = True
) -> Table:
    """Read a file and note whatever is wrong with it by itself.

    ``strict`` is OneRoster's: no column but those of the standard, and status and date by mode.

    Raises FileUnreadable for too many columns.
    """
    from . import columns, plain

    table = Table(file, mode)
    said, rest = plain.heads(content)
    chunks: Iterator[Chunk | Rows]
    try:
        if said is None:
            lines = csv.reader(text_of(plain.joined(rest, content)), strict=True)
            said, chunks = _first(lines), _chunks(lines)
        else:
            chunks = _plain_chunks(plain.Blocks(content, len(said), rest))
        require_narrow(file.name, said)
        heads = [one if strict else heading_key(one.strip()) for one in said]
        table.guarded = file.guarded(heads)
        table.beside = neighbours(file, heads) if table.guarded else None
        places = _places(table, heads, strict=strict)
        table.broken = bool(table.problems)
        if table.broken:
            return table
        columns.take(table, chunks, places, len(heads), strict=strict)
    except UnreadError as unread:
        table.broken = True
        if isinstance(unread.__cause__, csv.Error):
            expected = _("quotation marks that are closed")
            table.wrong(unread.line + 1, "", "", expected, "exchange.roster_quotes")
        else:
            table.wrong(unread.line, "", "", _("text in UTF-8"), "exchange.roster_encoding")
    return table


def _first(lines: Iterator[list[str]]) -> list[str]:
    try:
        return next(lines, [])
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadError(1) from error


def _plain_chunks(blocks: "Blocks") -> Iterator["Chunk | Rows"]:
    """Plain rows by columns, and from the first block on that has others, all rows as lists."""
    from . import plain

    yield from blocks.rows()
    if blocks.rest:
        text = io.TextIOWrapper(plain.joined(blocks.rest, blocks.content), "utf-8", newline="")
        yield from _chunks(csv.reader(text, strict=True), blocks.line)


def _chunks(lines: Iterable[list[str]], before: int = 0) -> Iterator[Chunk]:
    """Rows with their first lines, many at once; raises UnreadError once what came before is given.

    ``before`` is the last line of those that were read otherwise.
    """
    line, more = before or 1, True
    cells_of = iter(lines)
    while more:
        numbers: list[int] = []
        rows: list[list[str]] = []
        failed: Exception | None = None
        try:
            for cells in islice(cells_of, AT_ONCE):
                numbers.append(line + 1)
                rows.append(cells)
                line = before + lines.line_num  # type: ignore[attr-defined]  # of a csv.reader
        except (csv.Error, UnicodeDecodeError) as error:
            failed = error
        more = len(rows) == AT_ONCE
        if rows:
            yield numbers, rows
        if failed is not None:
            raise UnreadError(line) from failed


def _places(table: Table, heads: Sequence[str], *, strict: bool) -> dict[str, int]:
    """Where each column stands; notes those that are missing, unknown or there twice."""
    known = {one.name: one for one in table.file.columns}
    headed = any(name in known for name in heads)  # else these are no headings, but a row
    for name, count in Counter(heads if headed else []).items():
        if count > 1:
            expected = _("each heading once")
            table.wrong(1, name, name, expected, "exchange.roster_heading_twice")
        elif strict and table.file.kept and name not in known and not name.startswith(META):
            expected = _("a column of the standard, or one that begins with metadata.")
            table.wrong(1, name, name, expected, "exchange.roster_heading")
    for name, column in known.items():
        wanted = not (column.refused or column.spare) if strict else column.must
        if wanted and name not in heads:
            expected = _("a column of this name")
            table.wrong(1, name, "", expected, "exchange.roster_column")
    return {name: heads.index(name) for name in known if name in heads}
