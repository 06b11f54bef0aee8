"""Copy the database out and in: SQLite through its back-up interface, PostgreSQL by its tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction

from hedgerow.foundation.installation.errors import ToolFailed, ToolMissing

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def copy_out(folder: Path) -> Path:
    """Write a consistent copy of the database into ``folder`` while others go on writing."""
    target = folder / NAMES[connection.vendor]
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", "--exclude-schema=replaced_*",
             "--exclude-schema=restoring_*", f"--file={target}")  # fmt: skip
        return target
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        # All pages at once: in steps, it would start over with every write and never end.
        connection.connection.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        _check(copy)
    return target


def check_sqlite(path: Path) -> None:
    """Raise ValueError unless the file is a sound SQLite database."""
    try:
        with closing(sqlite3.connect(path)) as file:
            _check(file)
    except sqlite3.DatabaseError as error:
        raise ValueError(f"its database is damaged: {error}") from error


def _check(file: sqlite3.Connection) -> None:
    (said,) = file.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise ValueError(f"its database is damaged: {said}")


def make_schema(name: str) -> None:
    _sql(f'CREATE SCHEMA "{name}"')


def drop_schema(name: str) -> None:
    _sql(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')


def put_in_place(schema: str, aside: str) -> None:
    """Let a schema be the one that is used, the one before it named ``aside``: both or neither."""
    with transaction.atomic():
        _sql(
            f'ALTER SCHEMA public RENAME TO "{aside}"', f'ALTER SCHEMA "{schema}" RENAME TO public'
        )


def schemas(prefix: str) -> list[tuple[str, int]]:
    """PostgreSQL's schemas whose names begin so, with the bytes that their tables take."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname, coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint"
            " FROM pg_namespace n"
            " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'm')"
            " WHERE starts_with(n.nspname, %s) GROUP BY n.nspname ORDER BY n.nspname",
            [prefix],
        )
        return [(str(name), int(size)) for name, size in cursor.fetchall()]


def _sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _run(tool: str, *arguments: str, into: str = "--dbname") -> None:
    settings = connection.settings_dict
    environment = os.environ | {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"] or 5432),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],  # not on the command line, where all can read it
    }
    if mode := settings["OPTIONS"].get("sslmode"):
        environment["PGSSLMODE"] = mode
    command = [str(find(tool)), f"{into}={settings['NAME']}", *arguments]
    ended = subprocess.run(  # noqa: S603 - a fixed program, arguments of ours
        command, env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise ToolFailed(tool=tool, reason=ended.stderr.strip()[-500:])


def find(tool: str) -> Path:
    """The newest program of that name, as an older one refuses a newer server.

    Raises ToolMissing.
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), key=lambda path: int(path.parts[-3])
    )
    on_path = shutil.which(tool)
    if not found and not on_path:
        raise ToolMissing(tool=tool)
    return found[-1] if found else Path(str(on_path))
