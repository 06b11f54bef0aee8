"""The life of a job, worked off in the test's own thread."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.jobs import actions, lease, queries, registry, work
from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.jobs.scheduling import Scheduler
from hedgerow.foundation.jobs.tests.factories import handling

pytestmark = pytest.mark.django_db
SOON = timedelta(hours=1)


def test_a_job_is_done_once_with_its_arguments() -> None:
    seen: list[dict[str, object]] = []
    with handling("test.greet", lambda job: seen.append(job.args)):
        uuid = jobs.enqueue("test.greet", {"to": "Ada"}, ecosystem=3, by_person=11)
        assert jobs.run_pending() == 1
        assert jobs.run_pending() == 0
    assert seen == [{"to": "Ada"}]
    progress = jobs.progress_of(uuid)
    assert progress is not None
    assert (progress.state, progress.share, progress.ecosystem) == ("done", 1.0, 3)
    assert progress.is_finished


def test_a_job_waits_for_its_time() -> None:
    with handling("test.later", lambda job: None):
        jobs.enqueue("test.later", run_at=timezone.now() + SOON)
        assert jobs.run_pending() == 0
        assert jobs.run_pending(until=timezone.now() + SOON * 2) == 1


def test_a_job_that_was_undone_with_its_change_is_never_done() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        jobs.enqueue("test.never")
        raise RuntimeError
    assert jobs.run_pending() == 0


def test_a_slot_is_filled_once() -> None:
    first = jobs.enqueue("test.daily", slot="monday")
    assert jobs.enqueue("test.daily", slot="monday") == first
    assert jobs.enqueue("test.daily", slot="tuesday") != first
    assert jobs.enqueue("test.other", slot="monday") != first
    assert Job.objects.count() == 3


def test_an_error_postpones_and_the_last_attempt_fails_without_its_message() -> None:
    def fall(job: jobs.Running) -> None:
        raise KeyError("Ada's address")

    with handling("test.fall", fall):
        uuid = jobs.enqueue("test.fall", max_attempts=2)
        with pytest.raises(KeyError):
            jobs.run_pending()
        job = Job.objects.get(uuid=uuid)
        assert (job.state, job.attempts) == ("ready", 1)
        assert timedelta(seconds=1) < job.run_at - timezone.now() <= timedelta(seconds=2)

        jobs.run_pending(until=timezone.now() + SOON, surface=False)
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 2)
    assert job.error.startswith("KeyError at test_jobs.py:")
    assert "Ada" not in job.error


def test_an_unrecoverable_error_fails_at_once_and_keeps_its_text() -> None:
    def give_up(job: jobs.Running) -> None:
        raise jobs.Unrecoverable("the file is gone")

    with handling("test.give_up", give_up):
        uuid = jobs.enqueue("test.give_up")
        jobs.run_pending(surface=False)
    job = Job.objects.get(uuid=uuid)
    assert (job.state, job.attempts, job.error) == ("failed", 1, "the file is gone")


def test_a_job_nobody_does_fails_and_says_so() -> None:
    uuid = jobs.enqueue("test.unknown")
    jobs.run_pending(surface=False)
    assert Job.objects.get(uuid=uuid).error == "no app does jobs named test.unknown"


def test_a_failed_job_goes_on_by_hand_from_its_checkpoint() -> None:
    seen: list[int] = []

    def count(job: jobs.Running) -> None:
        done = job.state.get("done", 0)
        with job.step():
            job.checkpoint({"done": done + 1})
        seen.append(done)
        if done < 1:
            raise jobs.Unrecoverable("not yet")

    with handling("test.count", count):
        uuid = jobs.enqueue("test.count")
        assert not jobs.retry(uuid)
        jobs.run_pending(surface=False)
        assert jobs.retry(uuid)
        assert jobs.run_pending() == 1
    assert seen == [0, 1]
    assert Job.objects.get(uuid=uuid).state == "done"


def test_a_step_that_falls_leaves_neither_writes_nor_checkpoint() -> None:
    def fall(job: jobs.Running) -> None:
        with job.step():
            jobs.enqueue("test.effect")
            job.checkpoint({"done": 1})
            raise KeyError

    with handling("test.fall", fall):
        uuid = jobs.enqueue("test.fall", max_attempts=1)
        jobs.run_pending(surface=False)
    assert Job.objects.get(uuid=uuid).checkpoint == {}
    assert not Job.objects.filter(name="test.effect").exists()


def test_the_last_step_commits_its_writes_and_done_together() -> None:
    states: list[str] = []

    def finish(job: jobs.Running) -> None:
        with job.last_step():
            jobs.enqueue("test.effect", run_at=timezone.now() + SOON)
        states.append(Job.objects.get(uuid=job.uuid).state)

    with handling("test.finish", finish):
        jobs.enqueue("test.finish")
        jobs.run_pending()
    assert states == ["done"]
    assert Job.objects.filter(name="test.effect").count() == 1


@pytest.mark.parametrize("way", ["step", "last_step"])
def test_who_lost_the_lease_cannot_commit(way: str) -> None:
    def be_slow(job: jobs.Running) -> None:
        now = timezone.now() + SOON  # another worker finds the lease long over
        other = lease.claim(now)
        assert other is not None
        with getattr(job, way)():
            jobs.enqueue("test.effect")

    with handling("test.slow", be_slow):
        uuid = jobs.enqueue("test.slow")
        claimed = lease.claim(timezone.now())
        assert claimed is not None
        assert work.do(claimed) is None
    job = Job.objects.get(uuid=uuid)
    assert (job.state, job.attempts) == ("running", 2)
    assert not Job.objects.filter(name="test.effect").exists()


def test_a_lease_lost_within_the_step_undoes_it() -> None:
    def be_slow(job: jobs.Running) -> None:
        with job.step():
            jobs.enqueue("test.effect")
            Job.objects.filter(uuid=job.uuid).update(attempts=7)
            job.checkpoint({"done": 1})

    with handling("test.slow", be_slow):
        uuid = jobs.enqueue("test.slow")
        jobs.run_pending()
    assert Job.objects.get(uuid=uuid).checkpoint == {}
    assert not Job.objects.filter(name="test.effect").exists()


def test_a_cancelled_job_stops_at_its_next_step() -> None:
    steps: list[int] = []

    def go_on(job: jobs.Running) -> None:
        for number in range(5):
            with job.step():
                steps.append(number)
            if number == 1:
                assert jobs.cancel(job.uuid)

    with handling("test.long", go_on):
        uuid = jobs.enqueue("test.long")
        jobs.run_pending()
        assert not jobs.cancel(uuid)
    assert steps == [0, 1]
    assert Job.objects.get(uuid=uuid).state == "cancelled"


def test_a_stopping_worker_hands_a_resumable_job_back_at_once() -> None:
    def go_on(job: jobs.Running) -> None:
        with job.step():
            raise AssertionError("no step is begun")

    with handling("test.long", go_on):
        uuid = jobs.enqueue("test.long", max_attempts=1)
        claimed = lease.claim(timezone.now())
        assert claimed is not None
        work.do(claimed, stopping=lambda: True)
    job = Job.objects.get(uuid=uuid)
    assert (job.state, job.attempts, job.max_attempts) == ("ready", 1, 2)


def test_a_job_whose_worker_died_is_leased_again_only_after_its_lease() -> None:
    uuid = jobs.enqueue("test.dies", max_attempts=2)
    now = timezone.now()
    first = lease.claim(now)
    assert lease.claim(now) is None
    second = lease.claim(now + lease.LENGTH * 2)
    assert first is not None
    assert second is not None
    assert (second.uuid, second.lease.attempt) == (uuid, 2)
    assert not lease.complete(first.lease, now)

    assert lease.claim(now + lease.LENGTH * 9) is None
    job = Job.objects.get(uuid=uuid)
    assert job.state == "failed"
    assert "without a word" in job.error


@pytest.mark.slow
def test_a_checkpoint_outside_a_transaction_is_our_mistake(
    transactional_db: None,
) -> None:
    def forget(job: jobs.Running) -> None:
        job.checkpoint({"done": 1})

    with handling("test.forget", forget), pytest.raises(ValueError, match="transaction"):
        jobs.enqueue("test.forget")
        jobs.run_pending()


def test_progress_shows_the_share_done() -> None:
    shares: list[float | None] = []

    def tell(job: jobs.Running) -> None:
        for done in (1, 2, 4):  # the second comes too soon after the first to be written
            job.progress(done, 4)
            progress = jobs.progress_of(job.uuid)
            shares.append(progress.share if progress else None)

    with handling("test.tell", tell):
        jobs.enqueue("test.tell")
        jobs.run_pending()
    assert shares == [0.25, 0.25, 1.0]
    assert jobs.progress_of(uuid4()) is None


def test_a_schedule_fills_each_period_once_however_many_workers() -> None:
    jobs.every("test.hourly", hours=1)
    try:
        schedulers = [Scheduler(), Scheduler()]
        for scheduler in schedulers * 2:
            assert scheduler.enqueue_due() is False
        assert Job.objects.filter(name="test.hourly").count() == 1
    finally:
        del registry._schedules["test.hourly"]
    with pytest.raises(ValueError, match="second"):
        jobs.every("test.always")


def test_two_functions_cannot_do_one_job() -> None:
    with handling("test.mine", lambda job: None), pytest.raises(ValueError, match="test.mine"):
        jobs.handler("test.mine")(test_two_functions_cannot_do_one_job)  # type: ignore[arg-type]


def test_stuck_jobs_are_the_failed_the_late_and_the_silent() -> None:
    now = timezone.now()
    names = {"failed": "failed", "late": "ready", "silent": "running", "fine": "ready"}
    for name, state in names.items():
        Job.objects.create(
            name=name,
            state=state,
            run_at=now if name == "fine" else now - SOON,
            lease_until=now - SOON,
        )
    stuck = queries.stuck_jobs(now, after=timedelta(minutes=10))
    assert [job.name for job in stuck] == ["failed", "late", "silent"]


def test_finished_jobs_are_forgotten_and_open_ones_kept() -> None:
    now = timezone.now()
    old = now - timedelta(days=40)
    for state in Job.State.values:
        Job.objects.create(name=state, state=state, run_at=old, finished_at=old)
    assert actions.forget_finished(now - timedelta(days=30)) == 3
    assert set(Job.objects.values_list("name", flat=True)) == {"ready", "running"}


def test_open_jobs_of_one_ecosystem_are_listed() -> None:
    ours = jobs.enqueue("test.a", ecosystem=1)
    jobs.enqueue("test.a", ecosystem=2)
    assert [job.uuid for job in queries.open_jobs(ecosystem=1)] == [ours]
