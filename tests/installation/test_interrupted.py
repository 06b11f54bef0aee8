"""A restore that is killed leaves what was there, or is brought to its end by the next command."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.installation.servers import Make, Original, Server

pytestmark = pytest.mark.kill
KILLED = -9


def tried(server: Server, file: Path, place: str, number: int) -> None:
    server("killed", place, str(number), "restore", str(file), "--replace", code=KILLED)


def of_another(full: Make, file: Path) -> None:
    """A back-up of an installation with two facts, of the other data folder and key."""
    other = full("other")
    other("prepare", "2")
    (other.home / "files").mkdir()
    (other.home / "files/new.pdf").write_text("new")
    other("backup", str(file))


def test_killed_while_it_prepares_it_leaves_what_was_there(
    lived: Server, original: Original, full: Make, tmp_path: Path
) -> None:
    of_another(full, tmp_path / "b.tar.gz")
    before = lived.kept().keys()
    if lived.url:
        tried(lived, tmp_path / "b.tar.gz", "rows", 5)
        assert [name for name in lived.schemas() if name.startswith("restoring_")]
    else:
        tried(lived, tmp_path / "b.tar.gz", "moves", 0)
        (lived.home / "restoring.json").unlink()  # as if killed before it was written
    assert lived.facts() == original.facts
    assert list(lived.home.glob(".restore-*"))
    lived.cli("restore", str(tmp_path / "no.tar.gz"), "--replace", code=1)  # clears what is left
    assert lived.kept().keys() == before
    assert lived.facts() == original.facts
    assert not lived.url or lived.schemas() == ["public"]


def test_killed_while_it_puts_things_in_place_the_next_command_ends_it(
    lived: Server, full: Make, tmp_path: Path
) -> None:
    of_another(full, tmp_path / "b.tar.gz")
    tried(lived, tmp_path / "b.tar.gz", "moves", 2)
    assert "All is well." in lived.cli("doctor")
    assert lived.count() == 2
    kept = lived.kept()
    assert kept["files/new.pdf"] == b"new"
    assert not list(lived.home.glob(".restor*"))
    assert not list(lived.home.glob("restoring.json"))
    assert "warehouse/t.parquet" not in kept
    (aside,) = {name.split("/")[0] for name in kept if name.startswith("replaced-")}
    assert kept[f"{aside}/files/ab/work.pdf"] == b"files/ab/work.pdf"
    assert kept[f"{aside}/secret_key"] == b"secret_key"
    assert kept["secret_key"] == (tmp_path / "other/secret_key").read_bytes()
    if lived.url:
        schema = aside.replace("-", "_")
        assert lived.schemas() == ["public", schema]
        with psycopg.connect(lived.url) as connection:
            sql = f'SELECT count(*) FROM "{schema}".journal_fact'
            assert connection.execute(sql.encode()).fetchone() == (5,)
