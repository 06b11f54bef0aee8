"""Jobs: work that a worker process does beside the server, at least once, to visible effect once.

A job is enqueued in the transaction of the change that wants it. A worker leases it, keeps the
lease alive by heartbeat, and every write of a handler that counts happens in a *step* that first
checks the fence: whoever lost the lease cannot commit. Handlers live in their app's ``tasks.py``::

    @jobs.handler("engagement.send_offers")
    def send_offers(job: jobs.Running) -> None:
        done = job.state.get("done", 0)                  # where a killed worker stopped
        for batch in batches(after=done):
            with job.step():                             # one short transaction
                done += send(batch)
                job.checkpoint({"done": done})
            job.progress(done, total)

    jobs.every("engagement.send_offers", hours=1)        # one job an hour, however many workers
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hedgerow.foundation.jobs.errors import LostLease, Unrecoverable
from hedgerow.foundation.jobs.registry import continuous, every, handler

if TYPE_CHECKING:
    from hedgerow.foundation.jobs.actions import cancel, enqueue, retry
    from hedgerow.foundation.jobs.queries import Progress, progress_of
    from hedgerow.foundation.jobs.running import Running
    from hedgerow.foundation.jobs.work import run_pending

_HOMES = {
    "cancel": "actions",
    "enqueue": "actions",
    "retry": "actions",
    "Progress": "queries",
    "progress_of": "queries",
    "Running": "running",
    "run_pending": "work",
}

__all__ = [
    "LostLease",
    "Progress",
    "Running",
    "Unrecoverable",
    "cancel",
    "continuous",
    "enqueue",
    "every",
    "handler",
    "progress_of",
    "retry",
    "run_pending",
]


def __getattr__(name: str) -> object:
    """Hand out what needs models on first use: Django imports this package before they may load."""
    if name in _HOMES:
        return getattr(import_module(f"hedgerow.foundation.jobs.{_HOMES[name]}"), name)
    raise AttributeError(name)
