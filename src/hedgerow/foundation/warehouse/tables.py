"""How an app declares the tables that it publishes.

An app's ``tables.py`` holds ``TABLES: tuple[Table, ...]``; the setting ``HEDGEROW_TABLES`` names
those modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings

from hedgerow.foundation.warehouse.schemas import Schema

Rows = Callable[[int, str], Iterable[tuple[object, ...]]]
"""Called with (ecosystem id, month as YYYY-MM or "all"); yields tuples in column order."""

Months = Callable[[int], Iterable[str]]
"""Called with an ecosystem id; the months (YYYY-MM) that hold any row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its schema and the function that reads one partition of it.

    ``rows`` may be a generator and is written to Parquet in chunks, so it should iterate
    (``QuerySet.iterator``) rather than hold a list. ``months`` lets ``hedgerow warehouse
    rebuild`` find every partition; a table that is not monthly needs none.
    """

    schema: Schema
    rows: Rows
    months: Months | None = None


@cache
def declared() -> Mapping[str, Table]:
    """Every published table by name, as the setting lists them."""
    found: dict[str, Table] = {}
    for path in settings.HEDGEROW_TABLES:
        for table in import_module(path).TABLES:
            if table.schema.name in found:
                raise ValueError(f"two apps publish the table {table.schema.name!r}")
            found[table.schema.name] = table
    return found
