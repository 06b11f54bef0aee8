"""Counts and digests by which two databases are compared, whatever order their rows come in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from hedgerow.foundation.installation.carrying.columns import Column, Convert, compared, readers
from hedgerow.foundation.installation.carrying.reading import Raw

WIDTH = 1 << 256


@dataclass(slots=True)
class Digest:
    """How many rows, and the sum of their hashes."""

    rows: int = 0
    sum: int = 0

    def add(self, row: Raw) -> None:
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(sha256(repr(row).encode()).digest())) % WIDTH

    @property
    def hex(self) -> str:
        return f"{self.sum:064x}"


def read(rows: Iterable[Raw], columns: tuple[Column, ...], vendor: str) -> Iterator[Raw]:
    """The rows as Python has them; raises ValueError for what its column cannot hold."""
    convert = readers(columns, vendor)
    return (_converted(row, convert) for row in rows)


def digested(rows: Iterable[Raw], columns: tuple[Column, ...], into: Digest) -> Iterator[Raw]:
    """Hand the rows on and add each to the digest, columns by name and not by place."""
    order = sorted(range(len(columns)), key=lambda place: columns[place].name)
    convert = compared(columns)
    for row in rows:
        same = _converted(row, convert)
        into.add(tuple(same[place] for place in order))
        yield row


def _converted(row: Raw, convert: list[Convert]) -> Raw:
    return tuple(
        None if value is None else change(value) for value, change in zip(row, convert, strict=True)
    )
