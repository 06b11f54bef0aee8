"""What an import writes, with its fact and what undoing it needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import leave_places
from hedgerow.commons.membership.models import GroupPlace
from hedgerow.foundation import jobs, journal
from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff

from .absent.asked import AnyEnding
from .booking import listed, tell
from .comparing import Upload, target_of
from .keeping import keep_trace
from .models import Import
from .outcomes import Preview
from .trace import Trace
from .tracing import traced

GROWN = 10_000
"""After so many rows the database counts its tables anew: pages are asked for right away."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What ends beside the rows of a file: what is chosen of those absent, and places by their last days."""

    ending: AnyEnding | None = None
    leaving: Mapping[int, date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.ending or self.leaving)


def carry_out(
    ecosystem: Ecosystem,
    upload: Upload,
    outcome: Preview,
    diff: Diff,
    by: Actor,
    at: datetime,
    row: Import | None,
    beside: Beside,
) -> tuple[Preview, Trace]:
    """Write it, with its fact and what undoing needs; the outcome with the import."""
    as_import, target = by.by_way_of("import", "imported"), target_of(outcome.target)
    ending, leaving = beside.ending, beside.leaving
    touched = [*target.touches(ecosystem, diff), *(ending.touched(ecosystem) if ending else ())]
    touched += [GroupPlace.objects.filter(pk__in=some) for some in in_parts(leaving)]
    with _room(diff), traced(ecosystem, touched) as trace:
        if diff.writes:
            target.save(ecosystem, diff, as_import, at)
        if leaving:
            left = leave_places(ecosystem, leaving, by=as_import, at=at)
            outcome = replace(outcome, left=left)
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
