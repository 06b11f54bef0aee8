"""Read a back-up's database table by table, never a table at a time into memory."""

from __future__ import annotations

import io
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from hedgerow.foundation.installation import databases
from hedgerow.foundation.installation.errors import ToolFailed

Raw = tuple[Any, ...]

_COPY = re.compile(r'COPY public\.("?)([^"\s]+)\1 \((.*)\) FROM stdin;\n')
_SETVAL = re.compile(
    r"SELECT pg_catalog\.setval\('public\.\"?([^'\"]+)\"?', (\d+), (true|false)\);\n"
)
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table, to be read before the next part is asked for."""

    table: str
    columns: tuple[str, ...]
    rows: Iterator[Raw]


@dataclass
class Source:
    """A database to read; ``given`` is the last number that each table gave out, known at the end."""

    path: Path
    vendor: str
    given: dict[str, int] = field(default_factory=dict)

    def parts(self) -> Iterator[Part]:
        """Every table; raises ToolMissing, ToolFailed, and sqlite3.Error for a damaged file."""
        return self._sqlite() if self.vendor == "sqlite" else self._dump()

    def _sqlite(self) -> Iterator[Part]:
        # read only, and as nobody else has it, without a log beside it
        address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as file:
            # what an index of words keeps for itself is made again from the entries it is about
            names = (
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                "AND name NOT LIKE 'sqlite%'"
            )
            for (name,) in file.execute(names).fetchall():
                found = file.execute(f"SELECT * FROM {quoted(name)}")  # noqa: S608 - quoted
                yield Part(name, tuple(column[0] for column in found.description), found)
            self.given.update(file.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    def _dump(self) -> Iterator[Part]:
        """What pg_restore writes: ``COPY … FROM stdin;``, a line a row, and a line that ends them."""
        program = databases.find("pg_restore")
        command = [str(program), "--data-only", "--schema=public", "--file=-", str(self.path)]
        with TemporaryFile() as told, subprocess.Popen(  # noqa: S603 - a fixed program
            command, stdout=subprocess.PIPE, stderr=told, encoding="utf-8"
        ) as said:  # fmt: skip
            try:
                yield from self._copied(said.stdout or io.StringIO())
            except BaseException:  # also when nobody reads on: the program must not wait for ever
                said.kill()
                raise
            if said.wait():
                told.seek(0)
                reason = told.read().decode(errors="replace").strip()[-500:]
                raise ToolFailed(tool="pg_restore", reason=reason)

    def _copied(self, lines: IO[str]) -> Iterator[Part]:
        for line in lines:
            if begun := _COPY.fullmatch(line):
                names = tuple(name.strip('"') for name in begun[3].split(", "))
                yield Part(begun[2], names, _lines(lines))
            elif (last := _SETVAL.fullmatch(line)) and last[3] == "true":
                self.given[last[1].removesuffix("_id_seq")] = int(last[2])


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _lines(lines: IO[str]) -> Iterator[Raw]:
    for line in lines:
        if line == "\\.\n":
            return
        yield tuple(_value(text) for text in line[:-1].split("\t"))
    raise ValueError("the rows of a table are cut off")


def _value(text: str) -> str | None:
    if "\\" not in text:
        return text
    return None if text == "\\N" else _ESCAPED.sub(lambda one: _MEANT.get(one[1], one[1]), text)
