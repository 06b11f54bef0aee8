"""Copies left by upgrades and restores go in time, and until then are told of."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from hedgerow.foundation import jobs
from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.installation.commands import readable
from hedgerow.foundation.installation.copies import copies, forget_copies, forget_old_copies
from hedgerow.foundation.installation.doctor import examine
from hedgerow.foundation.installation.home import Home
from hedgerow.foundation.jobs import registry
from hedgerow.foundation.jobs.work import run_pending

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def upgraded(home: Home, at: datetime) -> Path:
    """A copy of a database, with somebody in it, as an upgrade of that moment leaves it."""
    path = home.path / f"before-upgrade-{at:%Y%m%dT%H%M%S}.sqlite3"
    file = sqlite3.connect(path)
    with file:
        file.execute("CREATE TABLE person (name)")
        file.execute("INSERT INTO person VALUES ('Zebedee')")
    file.close()
    return path


def restored(home: Home, at: datetime) -> Path:
    """What a restore of that moment puts aside: a folder, with PostgreSQL a schema as well."""
    stamp = f"{at:%Y%m%dt%H%M%S}"
    path = home.path / f"replaced-{stamp}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA replaced_{stamp}")
            cursor.execute(f"CREATE TABLE replaced_{stamp}.person AS SELECT 'Zebedee' AS name")
    (path / "files" / "ab").mkdir(parents=True)
    (path / "files" / "ab" / "work.pdf").write_text("Zebedee")
    return path


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_what_is_as_old_as_the_limit_goes_and_what_is_younger_stays(home: Home) -> None:
    old = [upgraded(home, NOON - days(31)), upgraded(home, NOON - days(30)),
           restored(home, NOON - days(400))]  # fmt: skip
    young = [upgraded(home, NOON - days(29)), restored(home, NOON - days(2))]
    before = len(copies(home))
    gone = forget_old_copies(home, NOON)
    assert [path.exists() for path in old] == [False] * 3
    assert [path.exists() for path in young] == [True] * 2
    assert all(copy.made_at > NOON - days(30) for copy in copies(home))
    assert len(copies(home)) == before - gone  # schemas too


def test_the_newest_copy_goes_too_once_it_is_old_enough(home: Home) -> None:
    only = upgraded(home, NOON - days(29))
    forget_old_copies(home, NOON)
    assert only.exists()
    forget_old_copies(home, NOON + days(1))
    assert not only.exists()


def test_the_limit_is_a_setting(home: Home, settings: Settings) -> None:
    upgraded(home, NOON - days(3))
    settings.HEDGEROW_COPIES_DAYS = 4
    assert forget_old_copies(home, NOON) == 0
    settings.HEDGEROW_COPIES_DAYS = 3
    assert forget_old_copies(home, NOON) == 1


def test_nothing_else_of_the_data_folder_is_touched(home: Home) -> None:
    elsewhere = home.path.parent / "elsewhere"
    elsewhere.mkdir()
    (home.path / "replaced-20200101t000000").symlink_to(elsewhere)
    for name in ("hedgerow.sqlite3", "before-upgrade-notes.txt", "before-upgrade-x.sqlite3",
                 "replaced-20201301t000000", "secret_key"):  # fmt: skip
        (home.path / name).write_text("kept")
    before = sorted(home.path.iterdir())
    assert forget_old_copies(home, NOON) == 0
    assert sorted(home.path.iterdir()) == before
    assert elsewhere.exists()


def test_what_sqlite_leaves_beside_an_opened_copy_goes_with_it(home: Home) -> None:
    log = upgraded(home, NOON - days(31)).with_suffix(".sqlite3-wal")
    log.write_text("Zebedee")
    assert forget_old_copies(home, NOON) == 2
    assert not log.exists()


def test_who_is_erased_takes_every_copy_along(home: Home) -> None:
    upgraded(home, NOON - days(20))
    restored(home, NOON - days(5))
    (home.path / "secret_key").write_text("kept")
    there = len(copies(home))  # on PostgreSQL also what other tests left
    assert there >= 2
    assert forget_copies(home) == there
    assert copies(home) == ()
    assert (home.path / "secret_key").exists()
    assert forget_copies(home) == 0


def test_a_job_deletes_them_each_day(home: Home) -> None:
    path = upgraded(home, timezone.now() - days(40))
    registry.load()
    assert "installation.forget_copies" in {one.name for one in registry.schedules()}
    jobs.enqueue("installation.forget_copies")
    run_pending()
    assert not path.exists()


def of_copies(home: Home, now: datetime) -> list[Check]:
    return [one for one in examine(home, now).checks if one.name.startswith("copy ")]


def test_doctor_lists_each_with_its_age_and_size(home: Home) -> None:
    upgraded(home, NOON - days(12))
    folder = restored(home, NOON - days(3))
    (folder / "files" / "ab" / "film.mp4").write_bytes(b"x" * 2_500_000)
    first, second, *_schemas = of_copies(home, NOON)
    assert first.name == "copy before-upgrade-20261114T120000.sqlite3"
    assert first.found == "12 days old, 0.0 MB, deleted by 2026-12-15"
    assert second.found == "3 days old, 2.5 MB, deleted by 2026-12-24"
    assert first.well
    assert second.well


def test_doctor_complains_of_one_that_outlived_its_day(home: Home) -> None:
    upgraded(home, NOON - days(33))
    (check,) = of_copies(home, NOON)
    assert not check.well
    assert "worker deletes it" in check.advice


def test_days_and_moments_are_told_as_people_say_them(home: Home) -> None:
    upgraded(home, NOON - days(1))
    assert of_copies(home, NOON)[0].found.startswith("1 day old, ")
    assert readable("2026-11-26T09:15:30.123456+00:00") == "2026-11-26 09:15 UTC"
