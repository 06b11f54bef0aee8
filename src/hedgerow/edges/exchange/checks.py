"""What ``hedgerow doctor`` tells of imports: files of which nothing came, as their jobs gave up or are gone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from hedgerow.foundation.installation.checked import Check
from hedgerow.foundation.jobs.queries import progress_of

from .failing import failed_ones

TELLS_OF: Final = frozenset(("exchange.check", "exchange.import", "exchange.undo"))
"""Jobs whose failure is told here, as that of a file and not of the installation."""


def checks(_now: datetime) -> Iterator[Check]:
    """Well even so: whoever sent the file in is told on its page, and what to do next."""
    failed = list(failed_ones().select_related("ecosystem").order_by("-pk"))
    if not failed:
        yield Check("imports", True, "none gave up")
        return
    last = failed[0]
    job = progress_of(last.job) if last.job else None
    why = (job.error or f"its job is {job.state}") if job else "its job is gone"
    where = f"{last.file_name!r} in {last.ecosystem.slug}"
    found = f"{len(failed)} not finished, the last {where} ({last.state}): {why}"
    yield Check("imports", True, f"{found.rstrip(' :')}. Its page says what to do.")
