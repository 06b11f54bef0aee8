"""Imports whose job failed for good: nothing is at work any more, and nothing was saved."""

from typing import Final

from django.utils.translation import gettext as _

from hedgerow.foundation.jobs.queries import Progress, progress_of

from .models import Import

FAILED: Final = "failed"
"""The state of these as programs are told it; the row's own stays, as the job may be tried again."""
AT_WORK: Final = (Import.State.CHECKING, Import.State.RUNNING, Import.State.UNDOING)


def gave_up(progress: Progress | None) -> bool:
    """Whether the job will do no more without having done what it was for."""
    return progress is not None and progress.state in ("failed", "cancelled")


def state_of(row: Import) -> str:
    """How far the import came, as programs are told it; only what is at work asks for its job."""
    job = progress_of(row.job) if row.job and row.state in AT_WORK else None
    return FAILED if gave_up(job) else row.state


def why_failed(state: str) -> str:
    """What to do about a file whose job failed; an undoing leaves what was imported as it is."""
    if state == Import.State.UNDOING:
        return ""
    return _(
        "It could not be finished, and nothing was saved. Put the file aside and send it in again; if that fails too, tell whoever runs this server."
    )
