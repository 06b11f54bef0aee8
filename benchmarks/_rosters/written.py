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
        for table, columns in _empty():
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


def empty_models() -> list[type[Any]]:
    """Models of ours whose tables have no rows; those filled by migrations stay."""
    from django.apps import apps

    kept = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return [one for one in kept if not one._meta.proxy and not one._base_manager.exists()]


def source_alias(folder: Path) -> str:
    """The name of the connection to the database that ours was written into."""
    from django.db import connection, connections

    settings = dict(connection.settings_dict)
    settings["NAME"] = (
        str(folder / "ours/hedgerow.sqlite3")
        if connection.vendor == "sqlite"
        else str(settings["NAME"]).replace("_ready", "_ours")
    )
    connections.databases[SOURCE] = settings
    return SOURCE


def _empty() -> Iterator[tuple[str, str]]:
    """Tables of ours without rows, each with its columns."""
    from django.db import connection

    quote = connection.ops.quote_name
    for model in empty_models():
        fields = [one for one in model._meta.concrete_fields if not one.generated]
        yield quote(model._meta.db_table), ", ".join(quote(str(one.column)) for one in fields)
