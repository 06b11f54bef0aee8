"""Leases: claim the next job, keep it, let it go. One row, one UPDATE each, on both engines."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from hedgerow.foundation.jobs.models import Job

LENGTH = timedelta(seconds=15)
EVERY = frozenset(Job.Lane)
WAITED_FOR = frozenset({Job.Lane.WAITED_FOR})


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on one job: good only while the row still shows this owner and attempt."""

    job_id: int
    owner: str
    attempt: int
    length: timedelta = LENGTH

    def held(self) -> QuerySet[Job]:
        """The job, if the lease still holds; an UPDATE of it locks the row until commit."""
        return Job.objects.filter(
            pk=self.job_id, owner=self.owner, attempts=self.attempt, state=Job.State.RUNNING
        )


@dataclass(frozen=True, slots=True)
class Claimed:
    """A leased job as its handler sees it."""

    lease: Lease
    uuid: UUID
    name: str
    args: dict[str, Any]
    ecosystem: int | None
    checkpoint: dict[str, Any]
    max_attempts: int
    is_waited_for: bool


def claim(
    now: datetime,
    *,
    length: timedelta = LENGTH,
    holder: str = "worker",
    only: UUID | None = None,
    lanes: Collection[int] = EVERY,
) -> Claimed | None:
    """Lease the next job, or one whose lease ran out; None if none is due.

    Those that somebody waits for come first, then who is due longest. ``only`` asks for one job.
    """
    _bury_exhausted(now)
    wanted = _due(now, only).filter(lane__in=lanes)
    if not wanted.exists():  # a read first: an idle worker takes no write lock
        return None
    owner = f"{holder}:{token_hex(8)}"
    with transaction.atomic():
        due = wanted.order_by("lane", "run_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        pk = due.values_list("pk", flat=True).first()
        if pk is None:
            return None
        # SQLite's transaction holds the write lock already (IMMEDIATE), PostgreSQL's the row's.
        taken = wanted.filter(pk=pk).update(
            state=Job.State.RUNNING,
            attempts=F("attempts") + 1,
            owner=owner,
            lease_until=now + length,
        )
        if not taken:
            return None
        job = Job.objects.get(pk=pk)
    return _claimed(job, Lease(job.pk, owner, job.attempts, length))


def extend(lease: Lease, now: datetime) -> bool:
    """Heartbeat: let the lease begin anew; whether it still held."""
    return lease.held().update(lease_until=now + lease.length) > 0


def complete(lease: Lease, now: datetime) -> bool:
    """Mark the job done under the fence; whether the lease still held."""
    return (
        lease.held().update(
            state=Job.State.DONE, finished_at=now, owner="", lease_until=None, error=""
        )
        > 0
    )


def postpone(lease: Lease, *, until: datetime, error: str) -> bool:
    """Give the job back after an error, to be tried again then."""
    return (
        lease.held().update(
            state=Job.State.READY, run_at=until, owner="", lease_until=None, error=error
        )
        > 0
    )


def fail(lease: Lease, *, now: datetime, error: str) -> bool:
    """End the job as failed."""
    return (
        lease.held().update(
            state=Job.State.FAILED, finished_at=now, owner="", lease_until=None, error=error
        )
        > 0
    )


def give_back(lease: Lease) -> bool:
    """Return an untouched or interrupted job at once, not counting the attempt against it."""
    return (
        lease.held().update(
            state=Job.State.READY, owner="", lease_until=None, max_attempts=F("max_attempts") + 1
        )
        > 0
    )


def _claimed(job: Job, lease: Lease) -> Claimed:
    return Claimed(
        lease=lease,
        uuid=job.uuid,
        name=job.name,
        args=job.args,
        ecosystem=job.ecosystem,
        checkpoint=job.checkpoint,
        max_attempts=job.max_attempts,
        is_waited_for=job.lane == Job.Lane.WAITED_FOR,
    )


def _due(now: datetime, only: UUID | None) -> QuerySet[Job]:
    ready = Q(state=Job.State.READY, run_at__lte=now)
    abandoned = Q(state=Job.State.RUNNING, lease_until__lt=now)
    due = Job.objects.filter(ready | abandoned)
    return due if only is None else due.filter(uuid=only)


def _bury_exhausted(now: datetime) -> None:
    """Fail jobs whose last allowed worker died: what kills a worker must not kill them all."""
    dead = Job.objects.filter(
        state=Job.State.RUNNING, lease_until__lt=now, attempts__gte=F("max_attempts")
    )
    if dead.exists():
        dead.update(
            state=Job.State.FAILED,
            finished_at=now,
            owner="",
            lease_until=None,
            error="its worker stopped without a word on the last attempt",
        )
