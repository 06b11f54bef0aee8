"""Housekeeping of the jobs themselves."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.jobs import actions
from hedgerow.foundation.jobs.models import Worker

KEPT = timedelta(days=30)
WORKER_FORGOTTEN_AFTER = timedelta(days=1)


@jobs.handler("jobs.forget_finished")
def forget_finished(job: jobs.Running) -> None:
    """Delete jobs that ended a month ago and workers not seen for a day."""
    now = timezone.now()
    with job.last_step():
        actions.forget_finished(now - KEPT)
        Worker.objects.filter(seen_at__lt=now - WORKER_FORGOTTEN_AFTER).delete()


jobs.every("jobs.forget_finished", days=1)
