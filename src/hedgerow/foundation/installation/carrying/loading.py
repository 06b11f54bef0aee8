"""Fill the empty tables of a database: the rows first, then what looks over them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import Any

from django.db import connection

from hedgerow.foundation.installation.carrying.columns import Column, Table, writers
from hedgerow.foundation.installation.carrying.reading import Raw, quoted

AT_ONCE = 2_000
_SQLITE_INDEXES = """
SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name NOT IN
(SELECT tbl_name FROM sqlite_master WHERE type = 'trigger')"""
_LINKS = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
              pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"""
_INDEXES = """
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = current_schema()::regnamespace AND NOT indisprimary
AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"""
_LAST = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"


def do(sql: str, parameters: Sequence[str | int] | None = None) -> list[Raw]:
    """Run one statement on the database that is filled; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def bare() -> Iterator[None]:
    """Take indexes and links away while rows come in, and set them again over all rows at once.

    Links that lead nowhere, and rows that should differ and do not, are an IntegrityError at the
    end. SQLite keeps the indexes of tables whose triggers search them.
    """
    if connection.vendor == "sqlite":
        indexes = do(_SQLITE_INDEXES)
        for name, _sql in indexes:
            do(f"DROP INDEX {quoted(name)}")
        do("PRAGMA foreign_keys = OFF")
        do("PRAGMA synchronous = OFF")
        do("PRAGMA secure_delete = OFF")
        yield
        for _name, sql in indexes:
            do(sql)
        connection.check_constraints()
        return
    again = [*do(_INDEXES), *do(_LINKS)]
    for away, _back in reversed(again):
        do(away)
    yield
    for _away, back in again:
        do(back)


def fill(table: Table, columns: tuple[Column, ...], rows: Iterable[Raw]) -> None:
    """Write rows, given as Python has them, into an empty table; raises DatabaseError."""
    names = ", ".join(quoted(column.name) for column in columns)
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            text = f"COPY {quoted(table.name)} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.cursor.copy(text) as copy:
                for row in rows:
                    copy.write_row(row)
        return
    change = writers(columns)
    text = f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    kept = (_kept(row, change) for row in rows)
    file = connection.connection
    with connection.wrap_database_errors:
        file.execute("BEGIN")
        while some := list(islice(kept, AT_ONCE)):
            file.executemany(text, some)
        file.execute("COMMIT")


def _kept(row: Raw, change: list[Any]) -> Raw:
    return tuple(
        None if value is None else one(value) for value, one in zip(row, change, strict=True)
    )


@contextmanager
def rows_of(table: Table, columns: tuple[Column, ...]) -> Iterator[Iterable[Raw]]:
    """What the database has in a table, as its vendor hands it out, one row after the other."""
    names = ", ".join(quoted(column.name) for column in columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            text = f"COPY {quoted(table.name)} ({names}) TO STDOUT"
            with connection.wrap_database_errors, cursor.cursor.copy(text) as copy:
                yield copy.rows()
    else:  # on a connection of its own: Django's hands some kinds out as Python has them
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as file:
            yield file.execute(f"SELECT {names} FROM {quoted(table.name)}")  # noqa: S608


def count_on(tables: Iterable[Table], given: Mapping[str, int]) -> None:
    """Let each table count on from the last number that it gave out, not from its last row."""
    for table in (one for one in tables if one.numbered):
        name = quoted(table.name)
        ((highest,),) = do(f"SELECT max({quoted(table.numbered)}) FROM {name}")  # noqa: S608
        last = max(highest or 0, given.get(table.name, 0))
        if not last:
            continue
        if connection.vendor == "postgresql":
            do(_LAST, [name, table.numbered, last])
        else:
            do("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            do("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])
