"""Mark partitions dirty, and refresh those that are."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from hedgerow.foundation.sets import add_untold, in_parts
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.foundation.warehouse.schemas import ALL, SCHEMAS
from hedgerow.foundation.warehouse.tables import declared

TOGETHER = 1.0
"""Marks of the partitions written in so many seconds go in one transaction: each waits for its turn."""


def touch(table: str, ecosystem: int, months: Iterable[str] = (ALL,)) -> None:
    """Mark partitions dirty, in the transaction of the change that makes them so.

    ``months`` are written YYYY-MM ("all", the default, for a table that is not cut by month).

    Raises ValueError outside a transaction and for a month that the table does not have.
    """
    if not connection.in_atomic_block:
        raise ValueError("a partition is marked in the transaction of the change")
    marks = sorted(set(months))
    for month in marks:
        if (month == ALL) == SCHEMAS[table].monthly:
            raise ValueError(f"{table} has no partition {month!r}")
    add_untold([Dirty(table=table, ecosystem=ecosystem, month=month) for month in marks])


def touch_everything(ecosystem: int) -> int:
    """Mark every partition of an ecosystem that has rows, or a file with some; return how many."""
    from hedgerow.foundation.warehouse import parquet  # polars is slow to import

    found = {
        name: {*table.months(ecosystem), *parquet.months(name, ecosystem)}
        if table.months
        else {ALL}
        for name, table in declared().items()
    }  # read before anything waits for the transaction
    with transaction.atomic():
        for name, months in found.items():
            touch(name, ecosystem, months)
    return sum(map(len, found.values()))


def touch_persons(ecosystem: int, persons: Collection[int]) -> None:
    """Mark what holds rows of these persons: months with any, and all that is not cut by month."""
    for name, table in declared().items():
        if table.months_of is not None:
            touch(name, ecosystem, table.months_of(ecosystem, persons))
        elif table.months is None:
            touch(name, ecosystem)


def waiting() -> list[int]:
    """Ecosystems that have dirty partitions."""
    found = Dirty.objects.order_by("ecosystem").values_list("ecosystem", flat=True).distinct()
    return list(found)


def refresh(ecosystem: int) -> int:
    """Refresh every dirty partition of an ecosystem; return how many."""
    partitions = (
        Dirty.objects.filter(ecosystem=ecosystem)
        .order_by("table", "month")
        .values_list("table", "month")
        .distinct()
    )
    found, written = list(partitions), list[_Written]()
    begun = time.monotonic()
    try:
        for table, month in found:
            written.append(_write(table, ecosystem, month))
            if time.monotonic() - begun >= TOGETHER:
                _settle(written)
                written, begun = [], time.monotonic()
    finally:  # one that cannot be written does not have those before it written again and again
        if written:
            _settle(written)
    return len(found)


@dataclass(frozen=True, slots=True)
class _Written:
    """A partition that was written anew, and the marks seen before reading it."""

    table: str
    ecosystem: int
    month: str
    seen: Sequence[int]


def _write(table: str, ecosystem: int, month: str) -> _Written:
    from hedgerow.foundation.warehouse import parquet  # polars is slow to import

    here = Dirty.objects.filter(table=table, ecosystem=ecosystem, month=month)
    seen = list(here.values_list("pk", flat=True))
    published = declared()[table]
    parquet.write(published.schema, ecosystem, month, published.rows(ecosystem, month))
    return _Written(table, ecosystem, month, seen)


def _settle(written: Sequence[_Written]) -> None:
    """Take away the marks of what was written.

    Two refreshes of one partition may overlap, and the slower may write what it read earlier over
    the newer file. It then finds that its marks are gone, and marks the partition dirty again.
    """
    with transaction.atomic():
        for one in written:
            taken = sum(
                Dirty.objects.filter(pk__in=some).delete()[0] for some in in_parts(one.seen)
            )
            if taken < len(one.seen):
                touch(one.table, one.ecosystem, [one.month])
