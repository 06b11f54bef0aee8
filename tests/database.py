"""The test database, migrated once for each state of the migrations and copied from then on.

Making the tables takes seconds, copying them nothing. What is copied lies
beside the packages (``.venv``), named by a hash of all that decides what migrating does.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import pytest
from django.db import connection

import hedgerow

SOURCE = Path(hedgerow.__path__[0])
# what migrations import of the product; a test holds it
IMPORTED = (
    "foundation/journal/triggers.py",
    "foundation/jsontypes.py",
    "foundation/overlaps.py",
    "foundation/parts.py",
    "foundation/rows.py",
)
MADE_BY = "foundation/installation/making.py"


def migrations() -> list[Path]:
    """Every migration of the product."""
    return sorted(SOURCE.glob("**/migrations/*.py"))


def migrated() -> Path:
    """A migrated SQLite database; made now if the migrations changed, by one process of many."""
    state = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for file in [*migrations(), *(SOURCE / name for name in (*IMPORTED, MADE_BY))]:
        state.update(f"{file.relative_to(SOURCE)}\0".encode() + file.read_bytes())
    kept = Path(sys.prefix) / "test-databases" / f"{state.hexdigest()[:20]}.sqlite3"
    kept.parent.mkdir(exist_ok=True)
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            _migrate(kept)
    return kept


@contextmanager
def _alone(file: Path) -> Generator[None, None, None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=kept.parent) as home:
        command = [sys.executable, "-m", "hedgerow.config", "manage", "migrate", "-v", "0"]
        subprocess.run(command, check=True, env={**os.environ, "HEDGEROW_HOME": home})
        made = Path(home) / "hedgerow.sqlite3"
        with closing(sqlite3.connect(made)) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
        made.rename(kept)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Generator[None, None, None]:
    """Fill the test database before Django migrates it, so that nothing is left to do."""
    name = connection.creation._get_test_db_name() if connection.vendor == "sqlite" else ""
    if "mode=memory" not in name:
        yield
        return
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(migrated())) as kept:
            kept.backup(memory)
        yield  # a database in memory lives while somebody is connected to it
