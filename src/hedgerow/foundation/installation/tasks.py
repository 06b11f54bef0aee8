"""What an installation does for itself from time to time."""

from __future__ import annotations

from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.installation.copies import forget_old_copies
from hedgerow.foundation.installation.home import the_home
from hedgerow.foundation.installation.statistics import renew_statistics


@jobs.handler("installation.forget_copies")
def forget_copies(job: jobs.Running) -> None:
    """Delete copies older than ``HEDGEROW_COPIES_DAYS``."""
    forget_old_copies(the_home(), timezone.now())


jobs.every("installation.forget_copies", days=1)


@jobs.handler("installation.statistics")
def statistics(job: jobs.Running) -> None:
    """Tell the database how its tables have grown."""
    renew_statistics()


jobs.every("installation.statistics", hours=1)
