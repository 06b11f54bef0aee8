"""Onto the other kind of database, and from an earlier version: every row, every number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.database import migrated
from tests.installation.servers import Server, empty

pytestmark = [pytest.mark.kill, pytest.mark.postgres]
CACHE = "installation_cache"
"""A table that commands make and no migration."""
OTHER = {"installation.Installation", "warehouse.Dirty", "search.Stale"}
"""A restore gives a new epoch, has the warehouse copied anew, and marks what was never read."""


def on(vendor: str, folder: Path, name: str, base: str) -> Server:
    return empty(folder, name, base if vendor == "postgresql" else "")


def told(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(server("told"))
    for table in OTHER:
        del found["content"][table]
    return found


def test_there_and_back_every_row_is_what_it_was(tmp_path: Path, postgres_url: str) -> None:
    lived = empty(tmp_path, "lived")
    lived("populate")
    before = told(lived)
    assert before["let_through"] == []
    for step, vendor in enumerate(("postgresql", "sqlite")):
        lived("backup", str(tmp_path / f"{step}.tar.gz"))
        lived = on(vendor, tmp_path, f"step{step}", postgres_url)
        said = json.loads(lived("restore", str(tmp_path / f"{step}.tar.gz"), "--json"))
        assert (said["came_from"] != said["runs_on"], said["runs_on"]) == (True, vendor)
        assert said["rows"]["journal_fact"] >= 2
        assert len(said["digests"]) == len(said["rows"]) == len(before["content"]) + len(OTHER)
        assert told(lived) == before
        checked = lived("doctor")
        assert "3 rows, 2 entries, 0 of an earlier version, 1 wait for the worker" in checked
        assert "All is well." in checked


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A back-up of an earlier version, on SQLite."""
    folder = tmp_path_factory.mktemp("older")
    lived = empty(folder, "lived")
    lived("older")
    lived("backup", str(folder / "older.tar.gz"))
    return folder / "older.tar.gz"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_an_earlier_version_it_is_brought_to_this_one(
    kind: str, older: Path, tmp_path: Path, postgres_url: str, migrated_postgres: str
) -> None:
    now = on(kind, tmp_path, "now", postgres_url)
    said = json.loads(now("restore", str(older), "--json"))
    assert said["changes"] > 10
    checks = json.loads(now("doctor", "--json"))
    assert checks["well"], checks
    assert [chain["size"] for chain in checks["chains"]] == [1]
    # the memberships that shared days lie end to end, and no more can be added
    assert not {"a changed fact", "a deleted seal", "a shared day"} & {*told(now)["let_through"]}
    like = {"sqlite": ("", str(migrated())), "postgresql": (postgres_url, migrated_postgres)}
    base, made_at_once = like[kind]
    is_the_same(now, empty(tmp_path, "made", base, like=made_at_once))


def is_the_same(stepped: Server, made: Server) -> None:
    """The tables of a new database are those to which every change there was leads."""
    plan = ("manage", "showmigrations", "--plan")
    assert made.cli(*plan) == stepped.cli(*plan)
    wanted, found = json.loads(stepped("tables")), json.loads(made("tables"))
    assert len(wanted) > 500
    pairs = {name: (wanted.get(name), found.get(name)) for name in wanted | found}
    different = {name: both for name, both in pairs.items() if both[0] != both[1]}
    assert [name for name in different if CACHE not in name] == []


def test_a_row_that_the_other_database_does_not_take_is_named_and_nothing_is_changed(
    tmp_path: Path, postgres_url: str, migrated_postgres: str
) -> None:
    lived = empty(tmp_path, "lived")
    lived("prepare", "1")
    lived("unfit")
    lived("backup", str(tmp_path / "b.tar.gz"))
    other = empty(tmp_path, "other", postgres_url, like=migrated_postgres)
    other("prepare", "3")
    before = other.kept().keys() | {"secret_key"}  # which any command makes
    refused = other("restore", str(tmp_path / "b.tar.gz"), "--replace", code=1)
    assert "installation.rows_unfit" in refused
    assert "ecosystems_ecosystem" in refused
    assert "Zebedee" not in refused
    assert other.schemas() == ["public"]
    assert other.kept().keys() == before
    assert other.count() == 3


def test_a_preview_with_a_character_that_the_other_does_not_keep_comes_along_with_a_mark(
    tmp_path: Path, postgres_url: str, migrated_postgres: str
) -> None:
    lived = empty(tmp_path, "lived")
    lived("prepare", "1")
    lived("marked")
    (before,) = json.loads(lived("previews"))
    assert before["problems"] == [{"value": "A\x00B\ud800C"}]
    lived("backup", str(tmp_path / "b.tar.gz"))
    other = empty(tmp_path, "other", postgres_url, like=migrated_postgres)
    said = json.loads(other("restore", str(tmp_path / "b.tar.gz"), "--replace", "--json"))
    assert (said["runs_on"], said["rows"]["exchange_import"]) == ("postgresql", 1)
    (after,) = json.loads(other("previews"))
    assert after == {"problems": [{"value": "A\ufffdB\ufffdC"}], "count_problems": 1}
    assert "All is well." in other("doctor")


def test_what_is_there_of_the_kind_before_goes_aside_as_well(
    tmp_path: Path, postgres_url: str
) -> None:
    moving = empty(tmp_path, "moving")
    moving("prepare", "2")
    moving("backup", str(tmp_path / "b.tar.gz"))
    moving.url = empty(tmp_path, "address", postgres_url).url
    assert "not_empty" in moving("restore", str(tmp_path / "b.tar.gz"), code=1)
    moving("restore", str(tmp_path / "b.tar.gz"), "--replace")
    assert moving.count() == 2
    assert not list(moving.home.glob("hedgerow.sqlite3*"))
    (aside,) = moving.home.glob("replaced-*")
    assert (aside / "hedgerow.sqlite3").exists()
    assert moving.schemas() == ["public"]
