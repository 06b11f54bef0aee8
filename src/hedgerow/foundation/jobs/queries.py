"""What pages and ``doctor`` ask about jobs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hedgerow.foundation.jobs.models import Job, Worker

SILENT_FOR_LONG = timedelta(minutes=10)
"""A worker may be silent while one long step holds SQLite's write lock."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A job as a page shows it. ``share`` is from 0 to 1, or None while the total is unknown."""

    uuid: UUID
    name: str
    ecosystem: int | None
    by_person: int | None
    state: str
    done: int
    total: int | None
    attempts: int
    error: str

    @property
    def share(self) -> float | None:
        if self.state == Job.State.DONE:
            return 1.0
        return min(self.done / self.total, 1.0) if self.total else None

    @property
    def is_finished(self) -> bool:
        return self.state not in (Job.State.READY, Job.State.RUNNING)


def progress_of(job: UUID) -> Progress | None:
    """How far a job is; None when there is none. The caller checks who may know."""
    found = Job.objects.filter(uuid=job).first()
    return _progress(found) if found else None


def progress_in_slot(name: str, slot: str) -> Progress | None:
    """The same of the one job of that name and slot."""
    found = Job.objects.filter(name=name, slot=slot).first()
    return _progress(found) if found else None


def open_jobs(*, ecosystem: int | None, limit: int = 50) -> tuple[Progress, ...]:
    """Ready and running jobs of one ecosystem, oldest first."""
    states = (Job.State.READY, Job.State.RUNNING)
    jobs = Job.objects.filter(ecosystem=ecosystem, state__in=states).order_by("pk")
    return tuple(_progress(job) for job in jobs[:limit])


def goes_on(column: str, now: datetime) -> Exists:
    """Whether the job of which the column has the uuid will still do something; not one that is gone."""
    return Exists(_going_on(now).filter(uuid=OuterRef(column)))


def does_go_on(job: UUID | None, now: datetime) -> bool:
    """The same of one job."""
    return job is not None and _going_on(now).filter(uuid=job).exists()


def _going_on(now: datetime) -> QuerySet[Job]:
    """Open jobs, but for those whose last allowed worker has been silent for long."""
    since = now - SILENT_FOR_LONG
    dead = Q(state=Job.State.RUNNING, lease_until__lt=since, attempts__gte=F("max_attempts"))
    return Job.objects.filter(state__in=(Job.State.READY, Job.State.RUNNING)).exclude(dead)


def stuck_jobs(
    now: datetime, *, after: timedelta, limit: int = 50, told: Collection[str] = ()
) -> tuple[Progress, ...]:
    """Failed jobs, and those due or without a heartbeat for longer than ``after``; oldest first.

    Of those whose names are ``told`` elsewhere not the failed ones.
    """
    since = now - after
    stuck = (
        Job.objects.filter(state=Job.State.FAILED).exclude(name__in=told)
        | Job.objects.filter(state=Job.State.READY, run_at__lt=since)
        | Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=since)
    )
    return tuple(_progress(job) for job in stuck.order_by("pk")[:limit])


def last_done(name: str) -> datetime | None:
    """When a job of that name last came to its end, as far as jobs are kept; None if never."""
    done = Job.objects.filter(name=name, state=Job.State.DONE, finished_at__isnull=False)
    return done.order_by("-finished_at").values_list("finished_at", flat=True).first()


def has_forerunner(job: UUID, now: datetime) -> bool:
    """Whether an older job of the same name is being done just now."""
    mine = Job.objects.filter(uuid=job).values_list("name", "pk").first()
    if mine is None:
        return False
    running = Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=now)
    return running.filter(name=mine[0], pk__lt=mine[1]).exists()


def worker_seen_at() -> datetime | None:
    """When a worker last gave a sign of life; None if never."""
    latest = Worker.objects.order_by("-seen_at").first()
    return latest.seen_at if latest else None


def workers_seen(since: datetime) -> list[str]:
    """Names, as ``host:process``, of the workers that have given a sign of life since then."""
    return list(Worker.objects.filter(seen_at__gt=since).values_list("name", flat=True))


def _progress(job: Job) -> Progress:
    return Progress(
        uuid=job.uuid,
        name=job.name,
        ecosystem=job.ecosystem,
        by_person=job.by_person,
        state=job.state,
        done=job.progress_done,
        total=job.progress_total,
        attempts=job.attempts,
        error=job.error,
    )
