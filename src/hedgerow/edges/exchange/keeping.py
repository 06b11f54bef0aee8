"""Traces of imports as they are kept: whom one speaks of is asked without unpacking it."""

import json
import zlib
from collections.abc import Collection

from django.db.models import Q

from .absent.keys import Keys
from .models import Import, ImportTrace
from .trace import Trace, unpacked
from .tracing import runs_of


def keep_trace(row: Import, trace: Trace) -> None:
    """Keep what the import wrote, and beside it of whom that speaks."""
    runs = runs_of(sorted(trace.people()))
    ImportTrace.objects.create(
        of=row,
        content=trace.packed(),
        first=runs[0][0] if runs else None,
        last=runs[-1][1] if runs else None,
        about=zlib.compress(json.dumps(runs).encode()),
    )


def forget_traces_of(people: Collection[int]) -> int:
    """Delete the traces that speak of these people; return how many.

    Those of earlier versions do not say of whom they speak: these are unpacked.
    """
    may = Q(about=None)
    for one in people:
        may |= Q(first__lte=one, last__gte=one)
    found = ImportTrace.objects.filter(may).only("about")
    told = [row.pk for row in found.iterator(chunk_size=10) if speaks_of(row, people)]
    deleted, _by_model = ImportTrace.objects.filter(pk__in=told).delete()
    return deleted


def speaks_of(row: ImportTrace, people: Collection[int]) -> bool:
    """Whether the trace says what stood of one of these people."""
    if row.about is None:
        return not unpacked(row.content).people().isdisjoint(people)
    kept = Keys.of_runs(json.loads(zlib.decompress(row.about)))
    return any(one in kept for one in people)
