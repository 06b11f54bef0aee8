"""What is written within a stretch of code is traced: which rows are new, changed and taken away."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Min, Model, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.warehouse.models import Dirty

from .bare import Bare, Plain, Row, bare
from .digests import digest
from .others import Others, others
from .trace import New, Trace
from .written import TABLES

CHUNK = 5_000
Rows = dict[int, Plain]
Kept = tuple[Bare, dict[int, Row]]


@contextmanager
def traced(ecosystem: Ecosystem, touched: Iterable[QuerySet[Any]]) -> Iterator[Trace]:
    """Fill a trace with what is written within; the caller holds the ecosystem's lock.

    ``touched`` are the rows that may be changed or taken away.
    """
    trace = Trace()
    models: list[type[Model]] = [Dirty, *(one.model for one in TABLES)]
    highest = _highest(models)
    before = _rows(touched)
    yield trace
    now = _highest(models)
    with others(ecosystem) as outside:
        for one in TABLES:
            if now[one.model] == highest[one.model]:
                continue
            rows = one.rows(ecosystem).filter(pk__gt=highest[one.model])
            if runs := _own(rows, outside):
                trace.new[one.model._meta.label_lower] = New(runs, *digest(one.model, runs))
        for model, (table, kept) in before.items():
            if changes := list(_changes(table, kept, outside)):
                trace.changed[model._meta.label_lower] = changes
    marks = Dirty.objects.filter(pk__gt=highest[Dirty], ecosystem=ecosystem.pk)
    trace.months = sorted(set(marks.values_list("table", "ecosystem", "month")))


def _highest(models: Iterable[type[Model]]) -> dict[type[Model], int]:
    """The highest key of each table, 0 where it is empty; one query."""
    quote = connection.ops.quote_name
    found = {one: (quote(one._meta.pk.attname), quote(one._meta.db_table)) for one in models}
    parts = [f"(SELECT max({key}) FROM {table})" for key, table in found.values()]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts))
        keys = cursor.fetchone()
    return {one: key or 0 for one, key in zip(found, keys, strict=True)}


def _rows(querysets: Iterable[QuerySet[Any]]) -> dict[type[Model], Kept]:
    """The rows of each table as they stand, and the table's columns."""
    found: dict[type[Model], Kept] = {}
    for rows in querysets:
        if rows.model not in found:
            found[rows.model] = bare(rows.model), {}
        table, here = found[rows.model]
        here.update(table.among(rows))
    return found


def rows_of(model: type[Model], keys: Iterable[int]) -> Rows:
    """The rows of these keys that are there, as plain values."""
    table = bare(model)
    return {pk: table.plain(row) for pk, row in table.of(keys)}


def _changes(
    table: Bare, before: Mapping[int, Row], outside: Others | None
) -> Iterator[tuple[int, Plain, Plain | None]]:
    """What differs from how rows stand for others, who may have changed or taken away some, too."""
    after = dict(table.of(before))
    differing = {pk: was for pk, was in before.items() if after.get(pk) != was}
    stand = outside.rows(table, differing) if outside else differing
    for pk, was in differing.items():
        now, there = after.get(pk), stand.get(pk)
        if now is not None:
            if both := _differing(table, there or was, now):
                yield pk, *both
        elif there is not None:
            yield pk, table.plain(there), None


def _differing(table: Bare, was: Row, now: Row) -> tuple[Plain, Plain] | None:
    """The values that differ, before and after."""
    places = [at for at, value in enumerate(was) if value != now[at]]
    said, says = table.plain(was, places), table.plain(now, places)
    names = [name for name in said if said[name] != says[name]]
    return ({n: said[n] for n in names}, {n: says[n] for n in names}) if names else None


def _own(rows: QuerySet[Any], outside: Others | None) -> list[list[int]]:
    """Runs of the keys of new rows that nobody else sees. Who others add meanwhile is seen by them."""
    said = rows.aggregate(first=Min("pk"), last=Max("pk"), count=Count("pk"))
    count = said["count"]
    if not count:
        return []
    span = rows.filter(pk__gte=said["first"], pk__lte=said["last"])
    if said["last"] - said["first"] + 1 == count and not (outside and outside.keys(span)):
        return [[said["first"], said["last"]]]
    keys = array("q", rows.order_by("pk").values_list("pk", flat=True).iterator(CHUNK))
    seen = outside.keys(rows) if outside else frozenset()
    return runs_of(key for key in keys if key not in seen)


def runs_of(keys: Iterable[int]) -> list[list[int]]:
    """The keys, ascending, as first and last of those that follow one another."""
    runs: list[list[int]] = []
    for pk in keys:
        if runs and pk == runs[-1][1] + 1:
            runs[-1][1] = pk
        else:
            runs.append([pk, pk])
    return runs
