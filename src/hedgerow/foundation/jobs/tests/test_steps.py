"""Steps that take long neither lose their job nor keep everybody else from writing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.jobs import lease, running
from hedgerow.foundation.jobs.models import Job, Worker
from hedgerow.foundation.jobs.tests.factories import handling

STEPS, SECONDS = 12, 0.25


@pytest.mark.django_db
def test_a_step_longer_than_the_lease_leaves_the_job_with_its_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = SimpleNamespace(now=timezone.now)
    monkeypatch.setattr(running, "timezone", clock)
    others: list[object] = []

    def work_long(job: jobs.Running) -> None:
        with job.step():
            later = timezone.now() + lease.LENGTH * 2
            clock.now = lambda: later
        others.append(lease.claim(later + timedelta(seconds=1)))
        with job.step():
            pass

    with handling("test.long", work_long):
        jobs.enqueue("test.long")
        assert jobs.run_pending() == 1
    assert others == [None]
    assert (Job.objects.get().state, Job.objects.get().attempts) == ("done", 1)


@contextmanager
def database_of_threads(folder: Path) -> Iterator[None]:
    """A file of their own on SQLite, as in operation: one in memory locks whole tables."""
    if connection.vendor != "sqlite":
        yield
        return
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as thread:
        patch.setitem(connections.settings["default"], "NAME", str(folder / "steps.sqlite3"))
        thread.submit(make_tables).result()
        yield


def make_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Job)
        editor.create_model(Worker)
    connection.close()


def write_whenever_possible(stop: Event, written: list[float]) -> None:
    """As a heartbeat does."""
    try:
        while not stop.wait(0.01):
            now = timezone.now()
            Worker.objects.update_or_create(
                name="ada", defaults={"started_at": now, "seen_at": now}
            )
            written.append(time.monotonic())
    finally:
        connection.close()


def work_without_a_pause(begun: list[float]) -> None:
    def work_on(job: jobs.Running) -> None:
        for _step in range(STEPS):
            with job.step():
                begun.append(time.monotonic())
                time.sleep(SECONDS)

    try:
        with handling("test.busy", work_on):
            jobs.enqueue("test.busy")
            jobs.run_pending()
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_others_write_between_steps_that_follow_close_upon_one_another(tmp_path: Path) -> None:
    stop, written, begun = Event(), list[float](), list[float]()
    with database_of_threads(tmp_path), ThreadPoolExecutor(2) as threads:
        worker = threads.submit(work_without_a_pause, begun)
        writer = threads.submit(write_whenever_possible, stop, written)
        worker.result()
        stop.set()
        writer.result()
    between = [one for one in written if begun[2] < one < begun[-1]]
    assert len(between) >= 2
