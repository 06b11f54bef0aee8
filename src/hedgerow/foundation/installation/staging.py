"""A database beside the one in use, worked on with the program's own means until it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hedgerow.foundation.installation import databases
from hedgerow.foundation.installation.archive import Manifest, Progress
from hedgerow.foundation.installation.carrying import Carried, carry
from hedgerow.foundation.installation.carrying.reading import Source
from hedgerow.foundation.installation.errors import BackupNewer, ToolFailed
from hedgerow.foundation.installation.home import Home, persist
from hedgerow.foundation.installation.models import Installation, current_epoch
from hedgerow.foundation.installation.swapping import SCHEMA
from hedgerow.foundation.journal.models import Chain, Unsealed
from hedgerow.foundation.rows import new_uuid
from hedgerow.foundation.search.actions import touch_missing
from hedgerow.foundation.warehouse.actions import touch_everything

WRITTEN = "-c datestyle=ISO -c bytea_output=hex -c extra_float_digits=1"


@dataclass(frozen=True, slots=True)
class Built:
    """A database of this version that waits to be put in place: a schema, or else a file."""

    epoch: str
    changes: int
    schema: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


def build(home: Home, database: Path, manifest: Manifest, stamp: str, progress: Progress) -> Built:
    """Make what the back-up holds the database of this version and kind, beside the one in use.

    The file lies beside ``database``, under the name it has in the data folder. Raises BackupNewer,
    RowsUnfit, RowsDiffer, and ValueError for what is no database of Hedgerow's.
    """
    source = Source(database, manifest.database)
    if connection.vendor == "postgresql":
        schema = f"{SCHEMA}{stamp}"
        with connected_to_schema(schema):
            carried = carry(source, manifest.migrations, progress)
            return _up_to_date(carried, schema, progress)
    file = database.with_name(home.database.name)
    if manifest.database == "sqlite":
        database.rename(file)
    with connected_to(file):
        if manifest.database == "sqlite":
            refuse_newer(applied_migrations(), manifest.hedgerow)
            carried = Carried({}, {})
        else:
            carried = carry(source, manifest.migrations, progress)
            database.unlink()
        return _up_to_date(carried, "", progress)


@contextmanager
def connected_to(file: Path) -> Iterator[None]:
    """Work on this SQLite file; when it is left, all of it is in the file."""
    with _other("NAME", file):
        yield
        connection.close()  # the last to leave writes the log into the file
        persist(file)


@contextmanager
def connected_to_schema(name: str) -> Iterator[None]:
    """Work in a new PostgreSQL schema; it is dropped if that fails."""
    try:
        databases.make_schema(name)
    except DatabaseError as error:  # the user owns no database here
        raise ToolFailed(tool="PostgreSQL", reason=str(error).strip()) from error
    options = connection.settings_dict["OPTIONS"]
    words = f"{options.get('options', '')} -c search_path={name} {WRITTEN}".strip()
    try:
        with _other("OPTIONS", options | {"options": words}):
            yield
    except BaseException:  # Ctrl-C too leaves no half-filled schema
        databases.drop_schema(name)
        raise


@contextmanager
def _other(name: str, value: object) -> Iterator[None]:
    settings = connection.settings_dict
    before = settings[name]
    connection.close()
    settings[name] = value
    try:
        yield
    finally:
        connection.close()
        settings[name] = before


def known_migrations() -> set[str]:
    """All that this version knows, as ``app.name``."""
    nodes = MigrationLoader(None, ignore_no_migrations=True).graph.nodes
    return {f"{app}.{name}" for app, name in nodes}


def refuse_newer(migrations: Iterable[str], version: str) -> None:
    """Raise BackupNewer for changes that this version does not know."""
    if unknown := set(migrations) - known_migrations():
        raise BackupNewer(version=version, change=min(unknown))


def applied_migrations() -> set[str]:
    """What the connected database has been through, as ``app.name``."""
    applied = MigrationRecorder(connection).applied_migrations()
    return {f"{app}.{name}" for app, name in applied}


def _up_to_date(carried: Carried, schema: str, progress: Progress) -> Built:
    """Migrate; give a new epoch; have the whole warehouse copied anew, as none came along.

    Rows that the back-up's version did not find by their words are marked, to be read by the worker.
    """
    waiting = known_migrations() - applied_migrations()
    progress("updating", 0, 1)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    progress("updating", 1, 1)
    Installation.objects.update_or_create(pk=1, defaults={"epoch": new_uuid()})
    for ecosystem in _ecosystems():
        touch_everything(ecosystem)
    touch_missing()
    return Built(current_epoch(), len(waiting), schema, carried.rows, carried.digests)


def _ecosystems() -> list[int]:
    """All in which anything ever happened, by their books."""
    books = (Chain.objects, Unsealed.objects)
    named = [book.values_list("ecosystem", flat=True).distinct() for book in books]
    return sorted({number for numbers in named for number in numbers if number is not None})
