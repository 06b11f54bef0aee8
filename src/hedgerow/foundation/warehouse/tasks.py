"""Copy what changed, then have the profile read again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.queries import has_forerunner
from hedgerow.foundation.warehouse import actions

SETTLING = timedelta(seconds=10)
"""Changes of one such stretch share one reading of the profile, made after its end."""


@jobs.handler("warehouse.refresh")
def refresh(job: jobs.Running) -> None:
    """Refresh the dirty partitions of every ecosystem.

    While one that began earlier is at it, this one leaves the work to it and to the next: several
    would write the same partitions, and leave no thread of the worker to other jobs.
    """
    if has_forerunner(job.uuid, timezone.now()):
        return
    ecosystems = actions.waiting()
    for done, ecosystem in enumerate(ecosystems):
        actions.refresh(ecosystem)
        with job.step():
            read_again(ecosystem, timezone.now())
        job.progress(done + 1, len(ecosystems))


def read_again(ecosystem: int, now: datetime) -> None:
    """Ask for the ecosystem's profile, once for all that changes in the same few seconds."""
    stretch = int(now.timestamp() // SETTLING.total_seconds())
    ends = datetime.fromtimestamp((stretch + 1) * SETTLING.total_seconds(), tz=now.tzinfo)
    jobs.enqueue(
        "profile.compute",
        {"ecosystem": ecosystem},
        ecosystem=ecosystem,
        run_at=ends,
        slot=f"{ecosystem}:{stretch}",
    )


jobs.every("warehouse.refresh", seconds=5)
