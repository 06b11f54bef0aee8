"""Mark partitions dirty, and refresh those that are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from hedgerow.foundation.sets import add_plainly
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.foundation.warehouse.schemas import ALL, SCHEMAS
from hedgerow.foundation.warehouse.tables import declared


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
    add_plainly(*(Dirty(table=table, ecosystem=ecosystem, month=month) for month in marks))


def touch_everything(ecosystem: int) -> int:
    """Mark every partition of an ecosystem that has rows; return how many."""
    marks = 0
    with transaction.atomic():
        for name, table in declared().items():
            months = list(table.months(ecosystem)) if table.months else [ALL]
            touch(name, ecosystem, months)
            marks += len(months)
    return marks


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
    found = list(partitions)
    for table, month in found:
        refresh_partition(table, ecosystem, month)
    return len(found)


def refresh_partition(table: str, ecosystem: int, month: str) -> None:
    """Write one partition anew and take away the marks seen before reading it.

    Two refreshes of one partition may overlap, and the slower may write what it read earlier over
    the newer file. It then finds that its marks are gone, and marks the partition dirty again.
    """
    from hedgerow.foundation.warehouse import parquet  # polars is slow to import

    here = Dirty.objects.filter(table=table, ecosystem=ecosystem, month=month)
    seen = list(here.values_list("pk", flat=True))
    published = declared()[table]
    parquet.write(published.schema, ecosystem, month, published.rows(ecosystem, month))
    with transaction.atomic():
        taken = sum(
            here.filter(pk__in=seen[start : start + 500]).delete()[0]
            for start in range(0, len(seen), 500)
        )
        if taken < len(seen):
            touch(table, ecosystem, [month])
