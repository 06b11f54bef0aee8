"""What somebody waits for is done first; nothing else comes to a stop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.jobs import lease, registry
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.jobs.process import WorkerProcess
from hedgerow.foundation.jobs.scheduling import Scheduler
from hedgerow.foundation.jobs.tests.factories import handling

pytestmark = pytest.mark.django_db


def test_what_somebody_waits_for_comes_before_what_was_due_longer() -> None:
    done: list[str] = []
    with handling("test.work", lambda job: done.append(job.args["as"])):
        earlier = timezone.now() - timedelta(hours=1)
        jobs.enqueue("test.work", {"as": "background"}, run_at=earlier, background=True)
        jobs.enqueue("test.work", {"as": "ordinary"})
        jobs.enqueue("test.work", {"as": "first ordinary"}, run_at=earlier)
        jobs.enqueue("test.work", {"as": "waited for"}, by_person=11)
        jobs.run_pending()
    assert done == ["waited for", "first ordinary", "ordinary", "background"]


def test_a_lane_gives_nothing_of_another() -> None:
    jobs.enqueue("test.work")
    assert lease.claim(timezone.now(), lanes=lease.WAITED_FOR) is None
    assert lease.claim(timezone.now(), lanes=lease.EVERY - lease.WAITED_FOR) is not None


def test_what_comes_once_an_hour_or_more_seldom_is_background() -> None:
    jobs.every("test.daily", days=1)
    jobs.every("test.often", seconds=5)
    try:
        Scheduler().enqueue_due()
    finally:
        del registry._schedules["test.daily"], registry._schedules["test.often"]
    lanes = dict(Job.objects.filter(name__startswith="test.").values_list("name", "lane"))
    assert lanes == {"test.daily": Job.Lane.BACKGROUND, "test.often": Job.Lane.ORDINARY}


def test_a_worker_full_of_other_work_begins_what_somebody_waits_for_at_once() -> None:
    worker, done = WorkerProcess(threads=3), []

    def go_on(job: jobs.Running) -> None:
        """As if the second and third thread were at it."""
        if job.args["as"] == "first":
            assert worker._do_one(1)
            return
        assert not worker._do_one(0)
        jobs.enqueue("test.asked", by_person=11)
        done.append(worker._do_one(0))

    with handling("test.long", go_on), handling("test.asked", lambda job: done.append("asked")):
        for name in ("first", "second", "third"):
            jobs.enqueue("test.long", {"as": name})
        assert worker._do_one(2)
    assert done == ["asked", True]
    assert Job.objects.get(state=Job.State.READY).args == {"as": "third"}


def test_long_work_that_people_wait_for_leaves_a_thread_to_all_else() -> None:
    worker, done = WorkerProcess(threads=3), []

    def go_on(job: jobs.Running) -> None:
        done.append(f"asked by {job.args['by']}")
        if job.args["by"] == 11:
            jobs.enqueue("test.asked", {"by": 12}, by_person=12)
            jobs.enqueue("test.letter")
            assert worker._do_one(2)
            assert not worker._do_one(2)  # it rests from all else
            assert worker._do_one(1)
            jobs.enqueue("test.asked", {"by": 13}, by_person=13)
            assert not worker._do_one(1)

    with handling("test.asked", go_on), handling("test.letter", lambda job: done.append("letter")):
        jobs.enqueue("test.asked", {"by": 11}, by_person=11)
        assert worker._do_one(0)
    assert done == ["asked by 11", "asked by 12", "letter"]


def test_a_worker_of_one_thread_does_everything() -> None:
    worker, done = WorkerProcess(threads=1), []
    with handling("test.work", lambda job: done.append(job.args["as"])):
        jobs.enqueue("test.work", {"as": "ordinary"})
        jobs.enqueue("test.work", {"as": "waited for"}, by_person=11)
        assert worker._do_one(0)
        assert worker._do_one(0)
    assert done == ["waited for", "ordinary"]
