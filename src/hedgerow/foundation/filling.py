"""Very many rows into a table of SQLite: many a statement, and where they are more than there are,
with the table's indexes built once instead of grown row by row.

A statement of one row opens the table and each of its indexes anew, which takes longer than the row.
An index over names is written all over the place, and built it is sorted first and written in order.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import polars as pl
from django.db import connection

from hedgerow.foundation.collecting import uncollected

AT_ONCE = 50_000
A_STATEMENT = 100
WORTH = 5_000
"""Fewer rows than these are written faster than indexes are built."""
Statistics = list[tuple[str, str, str]]
Dropped = tuple[list[str], Statistics]
"""What makes a table's indexes again, and what was known of them."""
_LATER: ContextVar[dict[str, list[Dropped]]] = ContextVar("built at the end")

INDEXES = """
SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL
ORDER BY rowid
"""
"""Those that were made by themselves; the others belong to the table and stay."""


def fill(table: str, frame: pl.DataFrame, same: Mapping[str, Any]) -> None:
    """Insert the frame's rows, with what is the ``same`` in each; the caller is in a transaction.

    What the database refuses raises IntegrityError, and may leave rows until the transaction, or its
    savepoint, is rolled back: keeping the pages of each statement apart would cost as much as writing.
    """
    alike = [one.name for one in frame if _alike(one)][: frame.width - 1]
    same = {**same, **{name: frame[name].first() for name in alike}}
    frame = frame.drop(alike)
    with _built_once(table, len(frame)), uncollected():
        for part in frame.iter_slices(AT_ONCE):
            _insert(table, part, same)


def _alike(column: pl.Series) -> bool:
    """Whether the same stands in each row: it is then said once a statement."""
    first = column.first()
    if first is None:
        return column.null_count() == len(column)
    if not isinstance(first, (str, int)) or (isinstance(first, str) and "\0" in first):
        return False  # what cannot be written into a statement as it is
    return not column.null_count() and bool((column == first).all())  # all() passes over missing


def _insert(table: str, part: pl.DataFrame, same: Mapping[str, Any]) -> None:
    names = ", ".join(map(_quoted, [*part.columns, *same]))
    row = ", ".join([*["%s"] * part.width, *map(_literal, same.values())])
    into = f"INSERT OR FAIL INTO {_quoted(table)} ({names}) VALUES "  # noqa: S608 - names of ours
    most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    several = max(1, min(A_STATEMENT, most // max(1, part.width)))
    whole = len(part) - len(part) % several
    with connection.cursor() as cursor:
        if whole:
            said = into + ", ".join([f"({row})"] * several)
            cursor.executemany(said, _runs(part.head(whole), several))
        if whole < len(part):
            cursor.executemany(f"{into}({row})", part.slice(whole).rows())


def _runs(part: pl.DataFrame, several: int) -> Any:
    """The cells of so many rows at a time, one after the other; each time is made when it is asked for."""
    cells: list[Any] = [None] * (len(part) * part.width)
    for at, column in enumerate(part):
        cells[at :: part.width] = column.to_list()
    return zip(*[iter(cells)] * (several * part.width), strict=True)


@contextmanager
def _built_once(table: str, coming: int) -> Iterator[None]:
    """Leave the table without indexes meanwhile, where at least half of its rows are coming.

    All of it is in the caller's transaction: nobody else ever sees the table without them.
    """
    later = _LATER.get({})
    with connection.cursor() as cursor:
        if later.get(table) or not _worth(cursor, table, coming):
            yield
            return
        dropped = _dropped(cursor, table)
        yield
        if table in later:
            later[table].append(dropped)
        else:
            _build(cursor, dropped)


@contextmanager
def built_at_the_end(table: str) -> Iterator[None]:
    """Leave a table without indexes, once it has lost them, until the end of what is within.

    The caller is in a transaction, asks nothing of the table meanwhile, and lets it be rolled back
    where anything within fails.
    """
    waiting: list[Dropped] = []
    token = _LATER.set({**_LATER.get({}), table: waiting})
    try:
        yield
    finally:
        _LATER.reset(token)
    with connection.cursor() as cursor:
        for dropped in waiting:
            _build(cursor, dropped)


def _worth(cursor: Any, table: str, coming: int) -> bool:
    cursor.execute(f"SELECT max(rowid) FROM {_quoted(table)}")  # noqa: S608 - a table of ours
    return coming >= max(WORTH, (cursor.fetchone()[0] or 0) // 2)


def _dropped(cursor: Any, table: str) -> Dropped:
    cursor.execute(INDEXES, [table])
    indexes, known = cursor.fetchall(), _statistics(cursor, table)
    for name, _sql in indexes:
        cursor.execute(f"DROP INDEX {_quoted(name)}")
    return [sql for _name, sql in indexes], known


def _build(cursor: Any, dropped: Dropped) -> None:
    indexes, known = dropped
    for sql in indexes:
        cursor.execute(sql)
    _tell(cursor, known)


def _statistics(cursor: Any, table: str) -> Statistics:
    """What is known of the lengths of the indexes: it goes with an index that is dropped."""
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'")
    if cursor.fetchone() is None:
        return []
    cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl = %s", [table])
    return [(table, index, stat) for table, index, stat in cursor.fetchall() if index]


def _tell(cursor: Any, known: Statistics) -> None:
    if not known:
        return
    cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = %s", [known[0][0]])
    kept = {index for (index,) in cursor.fetchall()}
    lost = [one for one in known if one[1] not in kept]
    cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", lost)
    cursor.execute("ANALYZE sqlite_schema")  # reads what was written, and counts nothing


def _literal(value: Any) -> str:
    """A value as SQLite reads it inside a statement, which is run through Django's ``%``."""
    if value is None:
        return "NULL"
    if isinstance(value, (bool, int, float)):
        return str(int(value) if isinstance(value, bool) else value)
    return "'" + str(value).replace("'", "''").replace("%", "%%") + "'"


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
