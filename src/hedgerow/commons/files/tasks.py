"""Files that nothing points at any more are cleared away."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from hedgerow.foundation import jobs

from .clearing import sweep


@jobs.handler("files.sweep")
def clear(job: jobs.Running) -> None:
    """Remove files without a row, and rows without an owner."""
    with job.last_step(), transaction.atomic():
        sweep(timezone.now())


jobs.every("files.sweep", days=1)
