"""Doctor finds what is wrong, names it, and says so with its exit code."""

from __future__ import annotations

import json
import os
import socket
from argparse import Namespace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.installation import health
from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.installation.commands import COMMANDS
from hedgerow.foundation.installation.doctor import examine
from hedgerow.foundation.installation.home import Home, hold
from hedgerow.foundation.installation.keys import signing_key
from hedgerow.foundation.jobs.models import Job, Worker
from hedgerow.foundation.journal import triggers
from hedgerow.foundation.journal.actions import seal_all
from hedgerow.foundation.journal.models import Unsealed
from hedgerow.foundation.journal.tests.factories import a_fact

pytestmark = pytest.mark.django_db
DOCTOR = next(command for command in COMMANDS if command.name == "doctor")


def wrong(home: Home) -> dict[str, Check]:
    report = examine(home, timezone.now())
    return {check.name: check for check in report.checks if not check.well}


def a_worker() -> None:
    Worker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now())


@pytest.mark.slow
def test_a_sound_installation_is_well(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    a_fact()
    seal_all()
    assert wrong(home) == {}
    assert DOCTOR.run(Namespace(json=False)) == 0
    said = capsys.readouterr().out
    assert "1 verified in 1 chains" in said
    assert said.endswith("All is well.\n")


def test_a_changed_fact_is_named(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    fact = a_fact()
    seal_all()
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_fact SET kind = 'x'")
    assert DOCTOR.run(Namespace(json=True)) == 1
    report = json.loads(capsys.readouterr().out)
    (check,) = [check for check in report["checks"] if not check["well"]]
    assert check["name"] == "seals"
    assert str(fact.uuid) in check["found"]
    assert "seal 0" in check["found"]
    assert (report["well"], report["chains"]) == (False, [])


def test_json_tells_how_far_the_chains_go(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    a_fact()
    seal_all()
    assert DOCTOR.run(Namespace(json=True)) == 0
    (chain,) = json.loads(capsys.readouterr().out)["chains"]
    assert (chain["ecosystem"], chain["size"], len(chain["root"])) == (1, 1, 64)


def test_a_late_seal_is_wrong_only_while_a_worker_works(home: Home) -> None:
    fact = a_fact()
    Unsealed.objects.update(since=timezone.now() - timedelta(seconds=61))
    assert wrong(home) == {}
    a_worker()
    with hold(home):
        assert str(fact.uuid) in wrong(home)["sealing"].found


@pytest.mark.sqlite  # a PostgreSQL may be shared with a server elsewhere
@pytest.mark.parametrize("host", ["elsewhere", socket.gethostname()[:40]])
def test_a_worker_of_the_folder_that_was_copied_is_none_of_this_one(home: Home, host: str) -> None:
    now = timezone.now()
    Worker.objects.create(name=f"{host}:{os.getpid()}", started_at=now, seen_at=now)
    found = {check.name: check.found for check in examine(home, now).checks}
    assert found["data folder"].endswith("no server is running")
    assert found["worker"] == "not running"
    with hold(home):
        found = {check.name: check.found for check in examine(home, now).checks}
    assert found["worker"] == "gives signs of life"


def test_a_server_without_a_living_worker_is_wrong(home: Home) -> None:
    with hold(home):
        assert list(wrong(home)) == ["worker"]
        a_worker()
        assert wrong(home) == {}


def test_private_files_that_others_can_read_are_wrong(home: Home) -> None:
    home.secret_key.write_text("x")
    home.secret_key.chmod(0o644)
    signing_key("credentials")
    (home.keys / "credentials.pem").chmod(0o604)
    found = wrong(home)
    assert list(found) == ["secret key", "key credentials"]
    assert "chmod 600" in found["secret key"].advice


def test_a_stuck_job_is_named(home: Home) -> None:
    a_worker()
    uuid = jobs.enqueue("test.fails")
    Job.objects.update(state="failed", error="KeyError at tasks.py:3")
    with hold(home):
        found = wrong(home)["jobs"].found
    assert str(uuid) in found
    assert "KeyError at tasks.py:3" in found


def test_a_clock_set_back_is_noticed(home: Home) -> None:
    a_fact()
    report = examine(home, timezone.now() - timedelta(hours=1))
    assert [check.name for check in report.checks if not check.well] == ["clock"]


def test_a_missing_folder_and_pending_migrations_are_wrong(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "pending_migrations", lambda: ["journal.0003_more"])
    home.path.rmdir()
    found = wrong(home)
    assert list(found) == ["data folder", "migrations"]
    assert "journal.0003_more" in found["migrations"].found


@pytest.mark.sqlite  # PostgreSQL lets no such row in
def test_a_dangling_row_of_sqlite_is_named(home: Home) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_factsubject (fact_id, kind, uuid) VALUES (99, 'x', 'y')"
        )
        assert "journal_factsubject" in wrong(home)["database"].found
        cursor.execute("DROP TRIGGER journal_factsubject_no_delete")
        cursor.execute("DELETE FROM journal_factsubject")
