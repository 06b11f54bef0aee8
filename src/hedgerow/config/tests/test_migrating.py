"""A database of this version knows how large its tables are."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import load_command_class
from django.db import connection

from hedgerow.config import migrating
from hedgerow.config.migrating import NothingInstalled, migrate, prepare

APP = "hedgerow.foundation.installation"


@pytest.mark.django_db
@pytest.mark.slow
def test_after_an_upgrade_new_indexes_have_statistics() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        migrate()
        cursor.execute("SELECT count(*) FROM sqlite_stat1")
        assert cursor.fetchone()[0] > 0


@pytest.mark.django_db
def test_who_only_reads_is_told_that_nothing_is_installed_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    monkeypatch.setattr(migrating, "migrate", lambda: made.append(1))
    monkeypatch.setattr(migrating.MigrationRecorder, "has_table", lambda self: False)
    with pytest.raises(NothingInstalled):
        prepare(only_reads=True)
    assert made == []


@pytest.mark.django_db
def test_who_only_reads_is_let_in_where_something_is_installed() -> None:
    prepare(only_reads=True)


def test_each_step_of_a_change_is_told() -> None:
    heard: list[tuple[int, int | None]] = []
    command = migrating._Told(lambda done, total: heard.append((done, total)), 2)
    for _ in range(2):
        command.migration_progress_callback("apply_start")
        command.migration_progress_callback("apply_success")
    assert heard == [(1, 2), (2, 2)]


def test_what_tells_of_its_steps_is_the_command_that_makes_an_empty_database_at_once() -> None:
    assert issubclass(migrating._Told, type(load_command_class(APP, "migrate")))


@pytest.mark.slow
def test_the_first_start_says_what_it_does_before_it_is_ready(tmp_path: Path) -> None:
    """Silence looks like a program that hangs."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    run = subprocess.Popen(
        [sys.executable, "-m", "hedgerow.config", "run", "--port", str(port), "--json"],
        env={**os.environ, "HEDGEROW_HOME": str(tmp_path), "HEDGEROW_DATABASE_URL": ""},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert run.stdout is not None
    try:
        assert json.loads(run.stdout.readline())["pid"] == run.pid
    finally:
        run.terminate()
    said = run.communicate(timeout=60)[1].splitlines()
    told = [line for line in said if line.startswith("Setting up the database")]
    assert told[0] == "Setting up the database ..."
    assert told[-1] == "Setting up the database (100 %)"
    assert "Starting the server ..." in said[said.index(told[-1]) :]
