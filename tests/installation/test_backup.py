"""Back up, lose, restore: by the commands, as processes, on both databases."""

from __future__ import annotations

import io
import json
import os
import tarfile
from pathlib import Path
from typing import Any

import psycopg
import pytest

from hedgerow.foundation.installation.home import Home, hold
from tests.installation.servers import Make, Original, Server

pytestmark = pytest.mark.kill  # each test starts a dozen processes


def test_a_backup_restored_elsewhere_is_the_same_with_another_epoch(
    lived: Server, original: Original, make: Make, tmp_path: Path
) -> None:
    file = tmp_path / "b.tar.gz"
    (lived.home / "uploads").mkdir()
    (lived.home / "uploads/pending").write_text("sent in, and kept for a day at most")
    said = json.loads(lived("backup", str(file), "--json"))
    assert (said["path"], said["files"]) == (str(file), 4)
    assert said["uploads_left_out"] == 1
    assert file.stat().st_mode & 0o777 == 0o600
    facts, epoch = original.facts.split()

    fresh = make("fresh")
    assert "hedgerow run" in fresh("restore", str(file))
    there, other = fresh.facts().split()
    assert there == facts == "5"
    assert other != epoch
    assert (fresh.home / "files/ab/work.pdf").read_text() == "files/ab/work.pdf"
    assert (fresh.home / "keys/credentials.pem").stat().st_mode & 0o777 == 0o600
    assert not (fresh.home / "warehouse").exists()
    assert not (fresh.home / "uploads").exists()
    assert "All is well." in fresh("doctor")
    assert not list(fresh.home.glob(".restore-*"))


def test_what_is_there_is_replaced_only_when_told_and_kept_aside(
    lived: Server, original: Original, tmp_path: Path
) -> None:
    file = original.backup
    lived("prepare", "2")
    (lived.home / "files/ab/later.pdf").write_text("later")
    assert "not_empty" in lived("restore", str(file), code=1)
    assert lived.count() == 7

    lived("restore", str(file), "--replace")
    assert lived.count() == 5
    assert not (lived.home / "files/ab/later.pdf").exists()
    (aside,) = lived.home.glob("replaced-*")
    assert (aside / "files/ab/later.pdf").read_text() == "later"
    assert (aside / "warehouse/t.parquet").exists()
    assert "All is well." in lived("doctor")
    if lived.url:
        schema = aside.name.replace("-", "_")
        with psycopg.connect(lived.url) as connection:
            sql = f'SELECT count(*) FROM "{schema}".journal_fact'
            assert connection.execute(sql.encode()).fetchone() == (7,)
        lived("backup", str(tmp_path / "again.tar.gz"))
        lived("restore", str(tmp_path / "again.tar.gz"), "--replace")
        assert lived.count() == 5


def test_a_damaged_backup_changes_nothing(
    lived: Server, original: Original, tmp_path: Path
) -> None:
    file, whole = tmp_path / "b.tar.gz", original.backup.read_bytes()
    before = lived.kept()
    for damaged in (whole[: len(whole) // 2], whole[:-40], whole.replace(whole[900:904], b"abcd")):
        file.write_bytes(damaged)
        assert "backup_unreadable" in lived("restore", str(file), "--replace", code=1)
    assert (lived.kept().keys(), lived.facts()) == (before.keys(), original.facts)


def test_a_running_server_keeps_its_data(lived: Server, original: Original) -> None:
    with hold(Home(lived.home)):
        said = lived("restore", str(original.backup), "--replace", code=1)
    assert "data_folder_in_use" in said
    assert str(os.getpid()) in said
    assert lived.facts() == original.facts


def test_a_backup_of_an_unknown_database_or_a_newer_version_is_refused(
    lived: Server, original: Original, tmp_path: Path
) -> None:
    kept = lived.kept()
    for change, refused in (
        ({"database": "oracle"}, "installation.other_database"),
        ({"migrations": ["journal.0099_from_the_future"]}, "installation.backup_newer"),
    ):
        file = _forged(original, tmp_path, **change)
        assert refused in lived("restore", str(file), "--replace", code=1)
    assert (lived.facts(), lived.kept().keys()) == (original.facts, kept.keys())


def _forged(original: Original, folder: Path, **change: Any) -> Path:
    """A back-up whose manifest says something else of itself."""
    file = folder / f"{next(iter(change))}.tar.gz"
    with tarfile.open(original.backup) as tar:
        members = [(info, (tar.extractfile(info) or io.BytesIO()).read()) for info in tar]
    info, text = members[-1]
    text = json.dumps(json.loads(text) | change).encode()
    info.size = len(text)
    with tarfile.open(file, "w:gz") as tar:
        for member, content in [*members[:-1], (info, text)]:
            tar.addfile(member, io.BytesIO(content))
    return file


def test_a_second_backup_does_not_overwrite_the_first(lived: Server, original: Original) -> None:
    before = original.backup.read_bytes()
    assert "backup_exists" in lived("backup", str(original.backup), code=1)
    assert original.backup.read_bytes() == before


def test_a_command_that_only_reads_installs_nothing(make: Make) -> None:
    nothing = make("nothing")
    nothing.cli("show", "tulsa", code=1)
    assert not (nothing.home / "hedgerow.sqlite3").exists()
    if nothing.url:
        with psycopg.connect(nothing.url) as connection:
            tables = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            )
            assert tables.fetchone() == (0,)
