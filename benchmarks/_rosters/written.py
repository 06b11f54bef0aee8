"""The rows that an import wrote, loaded by the database itself into the same empty tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SOURCE = "came_from"


def load(folder: Path) -> None:
    """Copy what the first import left, with all indexes and keys of ours, in one transaction.

    SQLite reads it from the other file; PostgreSQL sends it out and takes it in by ``COPY``.
    """
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"ATTACH %s AS {SOURCE}", [str(folder / "ours/hedgerow.sqlite3")])
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in _empty(cursor):
            if connection.vendor == "sqlite":
                cursor.execute(
                    f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM {SOURCE}.{table}"
                )
            else:
                _copy(cursor, table, columns)


def _copy(cursor: Any, table: str, columns: str) -> None:
    import psycopg

    address = urlsplit(os.environ["HEDGEROW_DATABASE_URL"])
    other = address._replace(path=address.path.replace("_written", "_ours")).geturl()
    with (
        psycopg.connect(other) as source,
        source.cursor().copy(f"COPY {table} ({columns}) TO STDOUT (FORMAT binary)") as out,
        cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)") as into,
    ):
        for part in out:
            into.write(part)


def _empty(cursor: Any) -> Iterator[tuple[str, str]]:
    """Tables of ours without rows, each with its columns; those filled by migrations stay."""
    from django.apps import apps
    from django.db import connection

    quote = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        table = quote(model._meta.db_table)
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
        if cursor.fetchone() is None:
            fields = [one for one in model._meta.concrete_fields if not one.generated]
            yield table, ", ".join(quote(str(one.column)) for one in fields)
