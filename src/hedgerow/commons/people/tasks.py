"""Forgets what undoing merges of long ago would need."""

from django.db import transaction
from django.utils import timezone

from hedgerow.foundation import jobs

from .actions.merging import KEPT, forget_merges


@jobs.handler("people.forget_merges")
def forget(job: jobs.Running) -> None:
    """Delete what merges of more than 30 days ago wrote."""
    with job.last_step(), transaction.atomic():
        forget_merges(timezone.now() - KEPT)


jobs.every("people.forget_merges", hours=24)
