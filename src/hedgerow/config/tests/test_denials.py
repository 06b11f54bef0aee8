"""What the machine denies a command is one sentence, and what the program does wrong is a fault."""

import errno
import sqlite3
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

from hedgerow.config import cli
from hedgerow.foundation.commands import Command
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.installation import denied as denials
from hedgerow.foundation.installation.denied import denied

Said = Callable[[Exception], str]


def of_sqlite(path: Path, *statements: str) -> Exception:
    """What Django raises where SQLite refuses the last statement."""
    with closing(sqlite3.connect(path)) as file:
        try:
            for statement in statements:
                file.execute(statement)
        except sqlite3.Error as cause:
            error = DatabaseError("what it says")
            error.__cause__ = cause
            return error
    raise AssertionError


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    def run(error: Exception) -> str:
        def fail(_arguments: Namespace) -> int:
            raise error

        def nothing(_parser: ArgumentParser) -> None:
            return None

        one = Command("try", "Try.", "hedgerow try", nothing, fail, needs_database=False)
        monkeypatch.setattr(cli, "commands", lambda _name="": [one])
        assert cli.main(["try"]) == 1
        return capsys.readouterr().err

    return run


def test_a_full_disk_is_said(said: Said) -> None:
    assert "no room left on the disk" in said(OSError(errno.ENOSPC, "No space left on device"))


def test_a_database_that_fills_the_disk_is_said(said: Said, tmp_path: Path) -> None:
    error = of_sqlite(
        tmp_path / "a", "PRAGMA max_page_count=2", "CREATE TABLE a (b)",
        "INSERT INTO a SELECT zeroblob(100000)",
    )  # fmt: skip
    assert "(installation.disk_full)" in said(error)


def test_who_may_not_write_is_told_where(said: Said) -> None:
    heard = said(PermissionError(errno.EACCES, "Permission denied", "/var/backups/x"))
    assert heard.startswith("This account may not read or write /var/backups/x. (")
    assert "as the account under which the server runs" in heard


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no database " * 99)
    refusal = denied(of_sqlite(tmp_path / "a", "SELECT * FROM a"))
    assert refusal is not None
    assert refusal.code == "installation.database_damaged"
    assert "restore FILE --replace" in str(refusal.next_step)


def test_a_postgresql_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        vendor, connection = "postgresql", None

    monkeypatch.setattr(denials, "connection", Away)
    told = 'connection failed: connection to server at "db", port 5432 failed: refused\n\tIs it on?'
    refusal = denied(OperationalError(told))
    assert refusal is not None
    assert str(refusal) == (
        'The database does not answer: connection to server at "db", port 5432 failed: refused.'
    )


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), ImproperlyConfigured("x")])
def test_a_fault_of_the_program_stays_one(said: Said, error: Exception) -> None:
    with pytest.raises(type(error)):
        said(error)
    assert connection.vendor


def test_a_refusal_written_for_pages_is_put_for_a_terminal(said: Said) -> None:
    heard = said(NotFound())
    assert "sign in" not in heard
    assert "the end of its web address" in heard
