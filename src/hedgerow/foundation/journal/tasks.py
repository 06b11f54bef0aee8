"""What the worker does for the journal, all the time."""

from __future__ import annotations

from hedgerow.foundation import jobs
from hedgerow.foundation.journal import actions


@jobs.continuous("journal.seal")
def seal() -> bool:
    """Seal waiting facts; within a second of their commit when the worker is idle."""
    return actions.seal_some() > 0
