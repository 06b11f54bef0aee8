"""Bring an installation back from a back-up, keeping whatever it replaces."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree

from django.conf import settings
from django.db import connection

from hedgerow.foundation.installation import archive, databases, erasures, staging, swapping
from hedgerow.foundation.installation.copies import forget_copies
from hedgerow.foundation.installation.erasures import There
from hedgerow.foundation.installation.errors import (
    BackupUnreadable,
    DatabaseNotEmpty,
    DataFolderNotEmpty,
    OtherDatabase,
)
from hedgerow.foundation.installation.home import Home, hold
from hedgerow.foundation.installation.staging import Built

PUT_BACK = ("secret_key", "keys", "files")
GONE_WITH_THEM = ("warehouse",)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; ``aside`` is where the replaced data lies, if there was any.

    ``changes`` counts the migrations since the version that made the back-up. ``rows`` and
    ``digests``, by table, are there where rows were carried into another database and compared.
    ``erased`` were in it although erased: they are again, but for those mixed with others.
    """

    made_at: str
    made_by: str
    files: int
    epoch: str
    came_from: str
    runs_on: str
    changes: int
    rows: Mapping[str, int]
    digests: Mapping[str, str]
    aside: str
    erased: tuple[There, ...]


def restore(
    home: Home, path: Path, *, replace: bool, at: datetime, progress: archive.Progress
) -> Restored:
    """Check the back-up, bring it to this version and database, then put it in place at once.

    What is in use is not touched before that moment. The installation gets a new epoch, and its
    warehouse is to be copied anew. Who was erased is erased again. Raises DataFolderInUse while a
    server runs, DataFolderNotEmpty or DatabaseNotEmpty without ``replace``, BackupUnreadable, BackupNewer, OtherDatabase, NoRoom,
    RowsUnfit, RowsDiffer; nothing is changed then.
    """
    with hold(home):
        swapping.finish(home)
        if not replace:
            _refuse_to_overwrite(home)
        with _staged(home) as folder:
            manifest = archive.unpack(path, folder, progress)
            stamp = _free_stamp(home, at)
            try:
                database = _database_in(folder, manifest)
                built = staging.build(home, database, manifest, stamp, progress)
            except ValueError as error:
                raise BackupUnreadable(path=path, reason=str(error)) from error
            goes_too = erasures.take_up(home, folder)
            plan = _plan(home, folder, f"replaced-{stamp}", built)
            key = _key(home)
            swapping.swap(home, plan)
        if key == settings.SECRET_KEY:  # the erased are marked with the key that came
            settings.SECRET_KEY = _key(home)
        again = erasures.erase_again(home, at)
        if goes_too:
            forget_copies(home)
    kept = home.path / plan.aside
    return Restored(
        manifest.made_at, manifest.hedgerow, len(manifest.files), built.epoch, manifest.database,
        connection.vendor, built.changes, built.rows, built.digests,
        aside=str(kept) if kept.exists() else "", erased=again,
    )  # fmt: skip


def _key(home: Home) -> str:
    return home.secret_key.read_text().strip() if home.secret_key.exists() else ""


@contextmanager
def _staged(home: Home) -> Iterator[Path]:
    """A folder to work in; it stays if what is in it is still to be put in place."""
    folder = Path(tempfile.mkdtemp(prefix=swapping.STAGED, dir=home.path))
    try:
        yield folder
    finally:
        if not swapping.is_interrupted(home):
            rmtree(folder, ignore_errors=True)


def _refuse_to_overwrite(home: Home) -> None:
    """A secret key alone is no installation: every command makes one on a fresh folder."""
    if any(path.exists() for path in (home.database, home.keys, home.files)):
        raise DataFolderNotEmpty(folder=home.path)
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise DatabaseNotEmpty


def _database_in(staged: Path, manifest: archive.Manifest) -> Path:
    """The database of the back-up, of a version that is known here and not damaged."""
    if manifest.database not in databases.NAMES:
        raise OtherDatabase(theirs=manifest.database)
    staging.refuse_newer(manifest.migrations, manifest.hedgerow)
    database = staged / databases.NAMES[manifest.database]
    if not database.exists():
        raise ValueError("it holds no database")
    if manifest.database == "sqlite":
        databases.check_sqlite(database)
    return database


def _free_stamp(home: Home, at: datetime) -> str:
    """The moment, as it stands in names; a later second where one is taken."""
    schemas = databases.schemas("replaced_") if connection.vendor == "postgresql" else []
    while True:
        stamp = f"{at:%Y%m%dt%H%M%S}"
        taken = (home.path / f"replaced-{stamp}").exists()
        if not taken and f"replaced_{stamp}" not in dict(schemas):
            return stamp
        at += timedelta(seconds=1)


def _plan(home: Home, staged: Path, aside: str, built: Built) -> swapping.Swap:
    """Everything that is there goes aside, the other kind of database too; what is staged comes."""
    name = home.database.name
    files = (name, f"{name}-wal", f"{name}-shm")
    there = [one for one in (*files, *PUT_BACK, *GONE_WITH_THEM) if (home.path / one).exists()]
    if there == ["secret_key"]:  # made by this very command: nothing was ever signed with it
        there = []
    new = [one for one in (name, *PUT_BACK) if (staged / one).exists()]
    return swapping.Swap(
        staged.name, aside,
        [*([one, f"{aside}/{one}"] for one in there), *([f"{staged.name}/{one}", one] for one in new)],
        schema=built.schema,
        keeps_schema=bool(built.schema and connection.introspection.table_names()),
    )  # fmt: skip
