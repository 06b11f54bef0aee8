"""Indexes and references are left to the end, when the rows are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from .filling import run


@contextmanager
def without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Take a table's indexes away and build them again, which is quicker than to keep them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"
                " AND sql IS NOT NULL", [table],
            )  # fmt: skip
            found = [(f'DROP INDEX "{name}"', sql) for name, sql in cursor.fetchall()]
        else:
            found = _of_postgresql(cursor, table)
    for drop, _build in found:
        run(drop)
    yield
    for _drop, build in reversed(found):
        run(build)


def _of_postgresql(cursor: Any, table: str) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'u'", [table],
    )  # fmt: skip
    bound = cursor.fetchall()
    found = [
        (f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
         f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {rule}')
        for name, rule in bound
    ]  # fmt: skip
    cursor.execute(
        "SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i"
        " ON i.oid = x.indexrelid WHERE x.indrelid = %s::regclass AND NOT x.indisprimary"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid)", [table],
    )  # fmt: skip
    return found + [(f'DROP INDEX "{name}"', sql) for name, sql in cursor.fetchall()]


@contextmanager
def unchecked() -> Iterator[None]:
    """References are right by arithmetic: the database need not look each one up."""
    lite = connection.vendor == "sqlite"
    run("PRAGMA foreign_keys=OFF" if lite else "SET session_replication_role = replica")
    yield
    run("PRAGMA foreign_keys=ON" if lite else "SET session_replication_role = origin")
