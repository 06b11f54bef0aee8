"""How an app declares the tables that it publishes.

An app's ``tables.py`` holds ``TABLES: tuple[Table, ...]``; the setting ``HEDGEROW_TABLES`` names
those modules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from django.conf import settings
from django.db.models.expressions import Combinable

from hedgerow.foundation.warehouse.schemas import Schema

if TYPE_CHECKING:
    import polars as pl  # slow to import

Rows: TypeAlias = "Iterable[tuple[object, ...]] | pl.DataFrame"
"""Tuples in the order of the schema's columns, or a frame that has these by name."""

Read = Callable[[int, str], Rows]
"""Called with (ecosystem id, month as YYYY-MM or "all")."""

Source = str | Combinable
Sources = Mapping[str, Source]
"""Column → the field or expression that it is read from, of the kind that the column has."""

Months = Callable[[int], Iterable[str]]
"""Called with an ecosystem id; the months (YYYY-MM) that hold any row."""

MonthsOf = Callable[[int, Collection[int]], Iterable[str]]
"""Called with an ecosystem id and ids of persons; the months that hold any row of theirs."""


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its schema and the function that reads one partition of it.

    Tables of millions are read by columns (``by_columns``); else ``rows`` may be a generator. ``months`` lets ``hedgerow warehouse
    rebuild`` find every partition; a table that is not monthly needs none. A monthly one with rows of persons says
    by ``months_of`` which partitions change where two of them become one.
    """

    schema: Schema
    rows: Read
    months: Months | None = None
    months_of: MonthsOf | None = None


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
