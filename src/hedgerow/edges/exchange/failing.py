"""Imports whose job failed for good: nothing is at work any more, and nothing was saved."""

from typing import Final

from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.foundation.jobs.queries import GAVE_UP, Progress, progress_of
from hedgerow.foundation.jobs.queries import gave_up as job_gave_up
from hedgerow.foundation.targets import Text

from .models import Import

FAILED: Final = "failed"
"""The state of these as people and programs are told it; the row's own stays, as the job may be tried again."""
FAILED_TEXT: Final[Text] = gettext_lazy("could not be finished")
AT_WORK: Final = (Import.State.CHECKING, Import.State.RUNNING, Import.State.UNDOING)


def gave_up(progress: Progress | None) -> bool:
    """Whether the job will do no more without having done what it was for."""
    return progress is not None and progress.state in GAVE_UP


def with_told_state(rows: QuerySet[Import]) -> QuerySet[Import]:
    """The rows with ``told_state``: their state, or that their job failed."""
    failed = When(job_gave_up("job"), state__in=AT_WORK, then=Value(FAILED))
    return rows.annotate(told_state=Case(failed, default=F("state")))


def failed_ones() -> QuerySet[Import]:
    """Every import whose job failed."""
    return Import.objects.filter(job_gave_up("job"), state__in=AT_WORK)


def has_failed(row: Import) -> bool:
    """Whether its job gave up; only what is at work asks for its job, where that is not known yet."""
    told = getattr(row, "told_state", None)
    if told is not None:
        return bool(told == FAILED)
    return row.state in AT_WORK and row.job is not None and gave_up(progress_of(row.job))


def state_of(row: Import) -> str:
    """How far the import came, as programs are told it."""
    return FAILED if has_failed(row) else row.state


def state_text_of(row: Import) -> str:
    """The same in words."""
    return str(FAILED_TEXT) if has_failed(row) else row.state_text()


def why_failed(state: str) -> str:
    """What to do about a file whose job failed; an undoing leaves what was imported as it is."""
    if state == Import.State.UNDOING:
        return _(
            "The undoing could not be finished, and what was imported stands as before. Undo it again; if that fails too, tell whoever runs this server."
        )
    return _(
        "It could not be finished, and nothing was saved. Put the file aside and send it in again; if that fails too, tell whoever runs this server."
    )
