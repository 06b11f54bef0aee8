"""A database that several threads write to at once."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections


@pytest.fixture
def database_of_threads(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """New threads write to a file, as in operation: SQLite in memory locks whole tables."""
    if connection.vendor != "sqlite":
        yield
        return
    file = tmp_path / "threads.sqlite3"
    connection.ensure_connection()
    target = sqlite3.connect(file)
    connection.connection.backup(target)
    target.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connections.settings["default"], "NAME", str(file))
        yield
