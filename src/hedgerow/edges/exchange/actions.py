"""Preview a file and import it; both read, clean, check and compare in the same way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.permissions import IMPORT
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor, require
from hedgerow.foundation.targets import Diff
from hedgerow.foundation.writeahead import copied_beside

from .absent.asked import AnyEnding
from .absent.lists import absent_from, keep
from .absent.sets import brought, missing_from_set
from .apart import kept_apart
from .booking import listed, tell
from .comparing import Upload, cleaned, compared, target_of
from .errors import ImportStopped, RowsMoved
from .keeping import keep_trace
from .likeness.finding import resembling
from .models import Import
from .outcomes import Preview, outcome_of
from .pipeline import Cleaned
from .ready import Ready, made_ready
from .trace import Trace
from .tracing import traced

__all__ = ["Preview", "Upload", "import_file", "preview"]

GROWN = 10_000
"""After so many rows the database counts its tables anew: pages are asked for right away."""


def preview(ecosystem: Ecosystem, upload: Upload, *, by: Actor) -> Preview:
    """Say what importing the file would do; nothing is written."""
    _permitted(ecosystem, by)
    found = cleaned(upload)
    diff = compared(ecosystem, upload, found, by)
    outcome = outcome_of(upload.target, found, kept_apart(ecosystem, upload, found, diff, by))
    if outcome.problems:
        return outcome
    return _with_people(ecosystem, upload, found, diff, outcome, by)


def import_file(
    ecosystem: Ecosystem,
    upload: Upload,
    *,
    by: Actor,
    at: datetime,
    found: Cleaned | None = None,
    row: Import | None = None,
    promised: str = "",
    ready: Ready | None = None,
    ending: AnyEnding | None = None,
    told: Callable[[str], None] = lambda step: None,
) -> Preview:
    """Write what is new or changed, whole or not at all; a second time nothing.

    ``ending`` is what ends of those who were in an earlier list and are not in this one.
    ``promised`` is the digest of a preview that must still hold. ``told`` hears of each step.
    ``found`` and ``ready`` are what was read and compared before the caller's transaction.
    What was written is kept with ``row``, or with a new one, so that it can be undone.
    Raises NotFound, NotPermitted, FileUnreadable, MappingWrong, ImportStopped or RowsMoved.
    """
    _permitted(ecosystem, by)
    told("read")
    found = cleaned(upload) if found is None else found
    told("compare")
    ready = made_ready(ecosystem, upload, found, by) if ready is None else ready
    with copied_beside(), transaction.atomic():
        Ecosystem.objects.select_for_update().get(pk=ecosystem.pk)
        holds = ready is not None and ready.still_holds(ecosystem)
        diff = ready.diff if ready and holds else compared(ecosystem, upload, found, by)
        diff = kept_apart(ecosystem, upload, found, diff, by)
        outcome = _held(outcome_of(upload.target, found, diff, promised=bool(promised)), promised)
        outcome = _with_people(ecosystem, upload, found, diff, outcome, by)
        ending = ending and ending.still(outcome, by)
        if diff.writes or ending:
            told("write")
            outcome, trace = _written(ecosystem, upload, outcome, diff, by, at, row, ending)
            brought(ecosystem, found, outcome.lacking, trace)
        keep(ecosystem, upload, diff)
    return outcome


def _with_people(
    ecosystem: Ecosystem, upload: Upload, found: Cleaned, diff: Diff, outcome: Preview, by: Actor
) -> Preview:
    """The outcome with who was in earlier lists or sets and is not in this one, and who is new and like them."""
    if found.roster is not None:
        return replace(outcome, lacking=missing_from_set(ecosystem, found))
    return replace(
        outcome,
        absent=absent_from(ecosystem, upload, diff),
        resembling=resembling(ecosystem, upload.target, found.records, diff, by),
    )


def _held(outcome: Preview, promised: str) -> Preview:
    """The outcome; raise ImportStopped for problems, RowsMoved where another was promised."""
    if outcome.problems:
        raise ImportStopped(outcome.problems)
    if promised and outcome.digest != promised:
        raise RowsMoved
    return outcome


def _written(
    ecosystem: Ecosystem,
    upload: Upload,
    outcome: Preview,
    diff: Diff,
    by: Actor,
    at: datetime,
    row: Import | None,
    ending: AnyEnding | None,
) -> tuple[Preview, Trace]:
    """Write it, with its fact and what undoing needs; the outcome with the import."""
    as_import, target = by.by_way_of("import", "imported"), target_of(outcome.target)
    touched = [*target.touches(ecosystem, diff), *(ending.touched(ecosystem) if ending else ())]
    with _room(diff), traced(ecosystem, touched) as trace:
        if diff.writes:
            target.save(ecosystem, diff, as_import, at)
        if ending:
            later = ending.later()
            ended = ending.carry_out(ecosystem, by=as_import, at=at)
            outcome = replace(outcome, ended=ended, ended_later=later)
    tell(ecosystem, outcome, as_import, at)
    row = listed(ecosystem, upload, outcome, by, at) if row is None else row
    keep_trace(row, trace)
    if trace.rows >= GROWN:
        jobs.enqueue("installation.statistics", background=True)
    return replace(outcome, row=row.uuid), trace


@contextmanager
def _room(diff: Diff) -> Iterator[None]:
    """Room for the database to write very many rows in, where they are."""
    if not diff.many:
        yield
        return
    from hedgerow.foundation import columns  # polars is slow to import

    with columns.roomy(), journal.of_many_rows(), uncollected():
        yield


def _permitted(ecosystem: Ecosystem, by: Actor) -> None:
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound
    require(by, IMPORT, within=ecosystem.pk)
