"""Openings are kept for a school year and a bit, then forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.accesslog import actions

KEPT = timedelta(days=400)


@jobs.handler("accesslog.forget_old")
def forget_old(job: jobs.Running) -> None:
    """Delete openings older than 400 days."""
    with job.last_step():
        actions.forget_openings(timezone.now() - KEPT)


jobs.every("accesslog.forget_old", days=1)
