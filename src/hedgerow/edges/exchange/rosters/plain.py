"""Rows of a file that are plain, many at once: a line each, with as many cells as there are headings.

Such lines a CSV reader for columns understands as Python's does, and far quicker. From the first
block on that has any other line, Python's reads on: whatever is odd is told in its words alone.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

import numpy as np
import polars as pl

BLOCK = 4 << 20
CELL = r'(?:[^",]*|"(?:[^"]|"")*")'
MARK = "\N{BYTE ORDER MARK}".encode()


SPACES: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What ``str.strip`` takes off."""
BLANKS: Final = "".join(one for one in SPACES if one.isascii())
ODD = (b"\xc2\x85", b"\xc2\xa0", b"\xe1\x9a\x80", b"\xe2", b"\xe3\x80\x80", b"\xef")
"""With what begins, in UTF-8, every blank, every mark and what is no character, but for ASCII's."""
UNSEEN: Final = bytes(one for one in (*range(32), 127) if one not in b"\t\n\r")
"""Control signs of ASCII, but for those in every file."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Plain rows: cells of texts by place, ``0`` and so on, with their ``line``. ``odd`` where blanks
    or marks that are not ASCII's may stand in them."""

    cells: pl.DataFrame
    odd: bool


@dataclass(slots=True)
class Blocks:
    """The blocks of a file's rows, as long as they are plain; then ``line`` is the last one of them,
    and ``rest`` is what follows."""

    content: IO[bytes]
    width: int
    rest: bytes = b""
    line: int = 1
    _ended: bool = field(default=False)

    def rows(self) -> Iterator[Rows]:
        """The rows of one block after the other."""
        while block := self._next():
            lines = _lines(block, self.width)
            if lines is None:
                self.rest = block + self.rest
                return
            first = self.line + 1
            self.line += lines
            numbers = pl.int_range(first, self.line + 1, dtype=pl.Int64, eager=True)
            cells = _cells(block, self.width).with_columns(line=numbers)
            yield Rows(cells, _odd(block))

    def _next(self) -> bytes:
        """Some whole lines; the last one may lack its end."""
        while not self._ended and b"\n" not in self.rest[-BLOCK:]:
            read = self.content.read(BLOCK)
            self.rest += read
            self._ended = not read
        end = len(self.rest) if self._ended else self.rest.rindex(b"\n") + 1
        block, self.rest = self.rest[:end], self.rest[end:]
        return block


def heads(content: IO[bytes]) -> tuple[Sequence[str] | None, bytes]:
    """The first line's cells where that line is plain, and what was read after it; else all of it."""
    read = content.read(BLOCK)
    first, end, rest = read.partition(b"\n")
    told = first.removeprefix(MARK).removesuffix(b"\r")
    try:
        text = told.decode()
    except UnicodeDecodeError:
        return None, read
    if not end or not text or "\r" in text or "\0" in text or text.count('"') % 2:
        return None, read
    try:
        return next(csv.reader([text], strict=True)), rest
    except csv.Error:
        return None, read


class Joined(io.RawIOBase):
    """What was read before and what is still to be read, as one file."""

    def __init__(self, before: bytes, content: IO[bytes]) -> None:
        self._before, self._content = io.BytesIO(before), content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        read = self._before.read(len(buffer)) or self._content.read(len(buffer))
        buffer[: len(read)] = read
        return len(read)


def joined(before: bytes, content: IO[bytes]) -> IO[bytes]:
    return io.BufferedReader(Joined(before, content))


def _odd(block: bytes) -> bool:
    """Whether anything may stand in it that is not kept as it stands."""
    unseen = len(block.translate(None, UNSEEN)) < len(block)  # ten times as quick as a pattern
    return unseen or any(one in block for one in ODD)


def _lines(block: bytes, width: int) -> int | None:
    """How many lines there are, all plain; None where Python's reader may find anything else."""
    if width < 2:  # an empty line is a row to one reader, and none to the other
        return None
    if b"\0" in block or block.startswith(MARK) or block.count(b"\r") != block.count(b"\r\n"):
        return None
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return None
    return _quoted(text, width) if '"' in text else _bare(block, width)


def _bare(block: bytes, width: int) -> int | None:
    """The same where nothing is quoted: every line has so many commas."""
    signs = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(signs == ord("\n"))
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(block))
    before = np.searchsorted(np.flatnonzero(signs == ord(",")), ends)
    return len(ends) if bool((np.diff(before, prepend=0) == width - 1).all()) else None


def _quoted(text: str, width: int) -> int | None:
    told = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    pattern = f"^{CELL}(?:,{CELL}){{{width - 1}}}$"
    return len(told) if pl.Series(told, dtype=pl.String).str.contains(pattern).all() else None


def _cells(block: bytes, width: int) -> pl.DataFrame:
    schema = {str(at): pl.String for at in range(width)}
    return pl.read_csv(block, has_header=False, schema=schema, empty_string_is_null=False)
