"""Make the tables of a back-up's own version, fill them with its rows, and compare."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from hedgerow.foundation.installation.archive import Progress
from hedgerow.foundation.installation.carrying import digests, loading
from hedgerow.foundation.installation.carrying.columns import Table, tables
from hedgerow.foundation.installation.carrying.reading import Part, Raw, Source, quoted
from hedgerow.foundation.installation.errors import RowsDiffer, RowsUnfit
from hedgerow.foundation.installation.making import make

STEP = 5_000
NOT_CARRIED = {"django_migrations", settings.CACHES["default"]["LOCATION"]}
"""The first is written by making the tables, the second holds nothing that must last."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How many rows of each table, and the digest of their content."""

    rows: Mapping[str, int]
    digests: Mapping[str, str]


def carry(source: Source, migrations: Iterable[str], progress: Progress) -> Carried:
    """Bring all rows of ``source`` into the empty database that is connected, at its version.

    Raises RowsUnfit where the database does not take a table as it is, RowsDiffer where it then
    holds something else, and ValueError where the tables are not those of these migrations.
    """
    wanted = _make(migrations)
    found: dict[str, digests.Digest] = {}
    with _links_told(), loading.bare():
        for part in source.parts():
            if part.table in NOT_CARRIED:
                _read_over(part)
                continue
            table = wanted.get(part.table)
            if table is None or part.table in found:
                raise ValueError(f"it has a table {part.table}, which its version does not have")
            found[part.table] = _fill(table, part, source.vendor, progress, len(found), len(wanted))
    if missing := sorted(wanted.keys() - found.keys()):
        raise ValueError(f"the table {missing[0]} is missing")
    loading.count_on(wanted.values(), source.given)
    _compare(wanted, found, progress)
    return Carried(
        {name: digest.rows for name, digest in found.items()},
        {name: digest.hex for name, digest in found.items()},
    )


def _make(migrations: Iterable[str]) -> dict[str, Table]:
    executor = MigrationExecutor(connection)
    done = {(app, name) for app, _, name in (one.partition(".") for one in migrations)}
    known = executor.loader.graph.node_map
    # a target takes along all that it builds on
    last = [key for key in sorted(done) if not done & {child.key for child in known[key].children}]
    made = tables(make(connection, last))
    for name in made:  # what migrations put there themselves comes with the rows
        loading.do(f"DELETE FROM {quoted(name)}")  # noqa: S608
    return made


def _fill(
    table: Table, part: Part, vendor: str, progress: Progress, done: int, total: int
) -> digests.Digest:
    columns, digest = table.only(part.columns), digests.Digest()

    def told(rows: Iterable[Raw]) -> Iterator[Raw]:
        for row in rows:
            if digest.rows % STEP == 0:
                progress(f"{table.name} {digest.rows:,}", done, total)
            yield row

    read = digests.read(part.rows, columns, vendor)
    try:
        loading.fill(table, columns, told(digests.digested(read, columns, digest)))
    except (DatabaseError, ValueError, ArithmeticError, AttributeError, TypeError) as error:
        if isinstance(error.__cause__, sqlite3.DatabaseError) and vendor == "sqlite":
            raise ValueError(f"its table {table.name} cannot be read") from error
        raise _unfit(table.name, error) from error
    return digest


def _unfit(table: str, error: Exception) -> RowsUnfit:
    return RowsUnfit(table=table, reason=str(error).strip().partition("\n")[0])


@contextmanager
def _links_told() -> Iterator[None]:
    """Rows that lead nowhere, or are alike and should differ, are a refusal."""
    try:
        yield
    except IntegrityError as error:
        raise _unfit("*", error) from error


def _read_over(part: Part) -> None:
    for _row in part.rows:
        pass


def _compare(
    wanted: Mapping[str, Table], found: Mapping[str, digests.Digest], progress: Progress
) -> None:
    for done, (name, table) in enumerate(wanted.items(), 1):
        digest = digests.Digest()
        with loading.rows_of(table, table.columns) as rows:
            read = digests.read(rows, table.columns, connection.vendor)
            for _row in digests.digested(read, table.columns, digest):
                pass
        if digest != found[name]:
            raise RowsDiffer(table=name, before=found[name].rows, after=digest.rows)
        progress("comparing", done, len(wanted))
