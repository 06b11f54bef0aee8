"""What rows say, in a digest: whether anything was done to them since is told by it."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

CHUNK = 5_000


def in_runs(model: type[Model], runs: Iterable[list[int]]) -> Iterator[QuerySet[Any]]:
    """The rows of each run that are there, by key."""
    for first, last in runs:
        yield model._default_manager.filter(pk__gte=first, pk__lte=last).order_by("pk")


def digest(model: type[Model], runs: Iterable[list[int]]) -> tuple[int, str]:
    """How many rows of the runs are there, and a digest of all that they say.

    The database makes one text of each row: of a million, that is quicker than reading values.
    """
    seen, count = hashlib.sha256(), 0
    sql = _row_text(model)
    for first, last in runs:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, [first, last])
            while part := cursor.fetchmany(CHUNK):
                seen.update("\n".join(text for (text,) in part).encode())
                seen.update(b"\n")
                count += len(part)
    return count, seen.hexdigest()


def _row_text(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    said = f"{table}::text"
    if connection.vendor == "sqlite":
        names = (quote(str(one.column)) for one in model._meta.concrete_fields)
        said = f"json_array({', '.join(names)})"
    return f"SELECT {said} FROM {table} WHERE {key} BETWEEN %s AND %s ORDER BY {key}"  # noqa: S608
