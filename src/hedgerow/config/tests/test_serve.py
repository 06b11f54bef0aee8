"""What ``hedgerow run`` prepares and says."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from django.db.migrations.executor import MigrationExecutor

from hedgerow.config import migrating, serve

LINKS = [("convener", "http://127.0.0.1:8000/in/1"), ("tutor", "http://127.0.0.1:8000/in/2")]


def test_it_says_where_it_is_ready_and_how_each_role_signs_in() -> None:
    said = serve._ready("http://127.0.0.1:8000", LINKS, as_json=False)
    assert said.splitlines()[-1] == "Hedgerow is ready at http://127.0.0.1:8000 (stop with Ctrl-C)"
    assert all(link in said for _, link in LINKS)


def test_a_plain_run_offers_no_sign_in() -> None:
    assert "in/" not in serve._ready("http://127.0.0.1:8000", [], as_json=False)


def test_json_is_one_object() -> None:
    said = json.loads(serve._ready("http://127.0.0.1:8000", LINKS, as_json=True))
    assert said == {"url": "http://127.0.0.1:8000", "pid": os.getpid(), "sign_in": dict(LINKS)}


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_an_upgrade_copies_the_database_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrating._copy_before_change(tmp_path / "hedgerow.sqlite3")
    assert list(tmp_path.iterdir()) == []  # nothing to change, nothing to copy
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["something"])
    migrating._copy_before_change(tmp_path / "hedgerow.sqlite3")
    (copy,) = tmp_path.glob("before-upgrade-*.sqlite3")
    tables = sqlite3.connect(copy).execute("SELECT name FROM sqlite_master").fetchall()
    assert ("journal_fact",) in tables


@pytest.mark.django_db
def test_where_nobody_can_sign_in_it_says_how_the_first_person_does() -> None:
    other = serve._way_in(serve.env.port + 1)
    assert other == f"hedgerow admit ADDRESS --port {serve.env.port + 1}"
    said = serve._ready("http://127.0.0.1:8000", [], serve._way_in(serve.env.port), as_json=False)
    assert "hedgerow admit ADDRESS\n" in said
