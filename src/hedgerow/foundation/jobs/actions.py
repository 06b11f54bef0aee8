"""Ask for work, call it off, try it again; and forget what is long done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from hedgerow.foundation.jobs.models import Job

OPEN = (Job.State.READY, Job.State.RUNNING)
FINISHED = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)
ATTEMPTS = 5


def enqueue(
    name: str,
    args: Mapping[str, object] | None = None,
    *,
    ecosystem: int | None = None,
    run_at: datetime | None = None,
    slot: str | None = None,
    max_attempts: int = ATTEMPTS,
    by_person: int | None = None,
    background: bool = False,
) -> UUID:
    """Ask for a job, in the caller's transaction if there is one, and return its uuid.

    ``args`` is JSON. ``run_at`` (aware) postpones it. With a ``slot`` there is one job of this name
    and slot for ever: a second call returns the uuid of the first. ``by_person`` may watch it, and
    as somebody waits for it, it comes before all others; what nobody waits for is ``background``
    and comes after them.
    """
    values = {
        "args": dict(args or {}),
        "ecosystem": ecosystem,
        "run_at": run_at or timezone.now(),
        "max_attempts": max_attempts,
        "by_person": by_person,
        "lane": _lane(by_person, background),
    }
    if slot is None:
        return Job.objects.create(name=name, **values).uuid
    job, _ = Job.objects.get_or_create(name=name, slot=slot, defaults=values)
    return job.uuid


def _lane(by_person: int | None, background: bool) -> Job.Lane:
    if by_person is not None:
        return Job.Lane.WAITED_FOR
    return Job.Lane.BACKGROUND if background else Job.Lane.ORDINARY


def cancel(job: UUID) -> bool:
    """Call a job off; whether it was still open. A running handler stops at its next step."""
    open_ = Job.objects.filter(uuid=job, state__in=OPEN)
    return open_.update(state=Job.State.CANCELLED, owner="", finished_at=timezone.now()) > 0


def retry(job: UUID, *, attempts: int = ATTEMPTS) -> bool:
    """Make a failed or cancelled job ready again for some more attempts; whether it was one.

    It goes on from its checkpoint.
    """
    ended = Job.objects.filter(uuid=job, state__in=(Job.State.FAILED, Job.State.CANCELLED))
    return (
        ended.update(
            state=Job.State.READY,
            run_at=timezone.now(),
            max_attempts=F("attempts") + attempts,
            owner="",
            error="",
            finished_at=None,
        )
        > 0
    )


def forget_finished(before: datetime) -> int:
    """Delete jobs that ended before then; return how many. A slot that is deleted is free again."""
    return Job.objects.filter(state__in=FINISHED, finished_at__lt=before).delete()[0]
