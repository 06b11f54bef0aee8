"""Bring an installation back from a back-up, keeping whatever it replaces."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from hedgerow.foundation.installation import archive, databases
from hedgerow.foundation.installation.errors import (
    BackupUnreadable,
    DatabaseNotEmpty,
    DataFolderNotEmpty,
    OtherDatabase,
)
from hedgerow.foundation.installation.home import Home, hold
from hedgerow.foundation.installation.models import Installation
from hedgerow.foundation.rows import new_uuid

PUT_BACK = ("secret_key", "keys", "files")
GONE_WITH_THEM = ("warehouse",)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``aside`` is where the replaced data lies, if there was any."""

    made_at: str
    made_by: str
    files: int
    epoch: UUID
    aside: str


def restore(
    home: Home, path: Path, *, replace: bool, at: datetime, progress: archive.Progress
) -> Restored:
    """Check the back-up, then put it in the place of the data folder's content.

    The installation gets a new epoch. Raises DataFolderInUse while a server runs,
    DataFolderNotEmpty or DatabaseNotEmpty without ``replace``, BackupUnreadable, OtherDatabase;
    nothing is changed then.
    """
    with hold(home):
        if not replace:
            _refuse_to_overwrite(home)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=home.path) as folder:
            staged = Path(folder)
            manifest = archive.unpack(path, staged, progress)
            database = _checked_database(path, staged, manifest)
            epoch, stamp = new_uuid(), f"{at:%Y%m%dT%H%M%S}".lower()
            aside = home.path / f"replaced-{stamp}"
            if connection.vendor == "postgresql":
                _swap_postgres(home, staged, database, aside, epoch)
            else:
                databases.set_epoch_of_sqlite(database, epoch)
                connections.close_all()
                database.rename(staged / home.database.name)
                _swap(home, staged, aside, (*_sqlite_files(home), *PUT_BACK))
    kept = str(aside) if aside.exists() else ""
    return Restored(manifest.made_at, manifest.hedgerow, len(manifest.files), epoch, kept)


def _refuse_to_overwrite(home: Home) -> None:
    """A secret key alone is no installation: every command makes one on a fresh folder."""
    if any(path.exists() for path in (home.database, home.keys, home.files)):
        raise DataFolderNotEmpty(folder=home.path)
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise DatabaseNotEmpty


def _checked_database(path: Path, staged: Path, manifest: archive.Manifest) -> Path:
    """The database of the back-up, known to suit this installation."""
    if manifest.database != connection.vendor:
        raise OtherDatabase(theirs=manifest.database, ours=connection.vendor)
    known = {
        f"{app}.{name}"
        for app, name in MigrationLoader(None, ignore_no_migrations=True).graph.nodes
    }
    if set(manifest.migrations) - known:
        reason = f"it was made by a newer version ({manifest.hedgerow})"
        raise BackupUnreadable(path=path, reason=reason)
    database = staged / databases.NAMES[connection.vendor]
    try:
        if not database.exists():
            raise ValueError("it holds no database")
        if connection.vendor == "sqlite":
            databases.check_sqlite(database)
    except ValueError as error:
        raise BackupUnreadable(path=path, reason=str(error)) from error
    return database


def _swap_postgres(home: Home, staged: Path, dump: Path, aside: Path, epoch: UUID) -> None:
    schema = aside.name.replace("-", "_")
    empty = not connection.introspection.table_names()
    with databases.replaced_postgres(dump, schema):
        Installation.objects.update_or_create(pk=1, defaults={"epoch": epoch})
        _swap(home, staged, aside, PUT_BACK)
    if empty:
        databases.drop_schema(schema)
    else:
        aside.mkdir(exist_ok=True, mode=0o700)
        note = f"The former tables are in the schema {schema} of the database.\n"
        (aside / "DATABASE.txt").write_text(note)


def _sqlite_files(home: Home) -> tuple[str, ...]:
    name = home.database.name
    return (name, f"{name}-wal", f"{name}-shm")


def _swap(home: Home, staged: Path, aside: Path, names: tuple[str, ...]) -> None:
    """Move what is there aside and what was staged in; only renames, on one file system."""
    for name in (*names, *GONE_WITH_THEM):
        there = home.path / name
        if there.exists():
            aside.mkdir(exist_ok=True, mode=0o700)
            there.rename(aside / name)
    for name in names:
        if (staged / name).exists():
            (staged / name).rename(home.path / name)
