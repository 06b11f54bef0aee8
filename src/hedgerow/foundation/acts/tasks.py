"""Acts are kept for a day: long enough for any retry."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hedgerow.foundation import jobs

from .actions import forget_acts

KEPT = timedelta(days=1)


@jobs.handler("acts.forget_old")
def forget_old(job: jobs.Running) -> None:
    """Delete acts older than a day."""
    with job.last_step():
        forget_acts(timezone.now() - KEPT)


jobs.every("acts.forget_old", hours=1)
