"""Read what was marked, and after an upgrade what the analyser now reads otherwise."""

from __future__ import annotations

from hedgerow.foundation import jobs
from hedgerow.foundation.search import actions


@jobs.handler("search.refresh")
def refresh(job: jobs.Running) -> None:
    """Batch after batch, each a step of its own, until nothing waits."""
    read = 1
    while read:
        with job.step():
            read = actions.catch_up()


@jobs.handler("search.tidy")
def tidy(job: jobs.Running) -> None:
    """Mark what was never read; merge the index step by step: what deleted rows said goes with it."""
    with job.step():
        actions.touch_missing()
    left = True
    while left:
        with job.step():
            left = actions.merge_some()


jobs.every("search.tidy", days=1)
jobs.every("search.refresh", seconds=5)
