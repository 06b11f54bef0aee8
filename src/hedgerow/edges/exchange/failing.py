"""Imports whose job failed for good, or is gone: nothing is at work any more, and nothing was saved."""

from typing import Final

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.foundation.jobs.models import Job
from hedgerow.foundation.jobs.queries import Progress, does_go_on, goes_on
from hedgerow.foundation.targets import Text

from .models import Import

FAILED: Final = "failed"
"""The state of these as people and programs are told it; the row's own stays, as the job may be tried again."""
FAILED_TEXT: Final[Text] = gettext_lazy("could not be finished")
AT_WORK: Final = (Import.State.CHECKING, Import.State.RUNNING, Import.State.UNDOING)


def left_alone() -> Q:
    """At work by their state, while no job goes on with them.

    What a job comes to is saved with its end, so one that is done, deleted or never was did nothing.
    """
    return Q(~goes_on("job", timezone.now()), state__in=AT_WORK)


def with_told_state(rows: QuerySet[Import]) -> QuerySet[Import]:
    """The rows with ``told_state``: their state, or that their job failed."""
    failed = When(left_alone(), then=Value(FAILED))
    return rows.annotate(told_state=Case(failed, default=F("state")))


def failed_ones() -> QuerySet[Import]:
    """Every import whose job failed or is gone."""
    return Import.objects.filter(left_alone())


def has_failed(row: Import) -> bool:
    """Whether its job gave up; only what is at work asks for its job, where that is not known yet."""
    told = getattr(row, "told_state", None)
    if told is not None:
        return bool(told == FAILED)
    return row.state in AT_WORK and not does_go_on(row.job, timezone.now())


def state_of(row: Import) -> str:
    """How far the import came, as programs are told it."""
    return FAILED if has_failed(row) else row.state


def state_text_of(row: Import) -> str:
    """The same in words."""
    return str(FAILED_TEXT) if has_failed(row) else row.state_text()


def why_failed(state: str, job: Progress | None) -> str:
    """What to do about a file whose job failed; an undoing leaves what was imported as it is."""
    if job is None or job.state != Job.State.FAILED:
        return _stopped(state)
    if state == Import.State.UNDOING:
        return _(
            "The undoing could not be finished, and what was imported stands as before. Undo it again; if that fails too, tell whoever runs this server."
        )
    return _(
        "It could not be finished, and nothing was saved. Put the file aside and send it in again; if that fails too, tell whoever runs this server."
    )


def _stopped(state: str) -> str:
    """The same where nothing tells how the job ended: it was called off or deleted, or its worker was killed."""
    if state == Import.State.UNDOING:
        return _(
            "The undoing stopped without a word, and what was imported stands as before. Undo it again; if that stops too, tell whoever runs this server."
        )
    return _(
        "Nothing is at work on this file any more: the work stopped without a word, and nothing was saved. Put the file aside and send it in again; if that stops too, tell whoever runs this server."
    )
