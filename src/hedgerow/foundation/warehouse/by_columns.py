"""A partition read by columns: for tables of millions, of which rows would each become a tuple first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import polars as pl
from django.db.models import CharField, IntegerField, QuerySet
from django.db.models.functions import Cast

from hedgerow.foundation.columns import frame_of
from hedgerow.foundation.warehouse.schemas import Kind, Schema
from hedgerow.foundation.warehouse.tables import Source, Sources

RAW: Final[Mapping[Kind, type[pl.DataType]]] = {
    "int": pl.Int64, "float": pl.Float64, "text": pl.String, "bool": pl.Int64, "date": pl.String,
}  # fmt: skip
"""As what a kind of column comes from either engine."""
PUBLIC_ID: Final = "_uuid"
"""Columns that end so hold public ids, which SQLite keeps as 32 digits."""
DIGITS, WRITTEN = "^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5"


def read(kinds: Mapping[str, Kind], rows: QuerySet[Any], sources: Sources) -> pl.DataFrame:
    """The rows by the columns that have a source, in the order of their keys, and ``pk``; one query."""
    asked = [_asked(name, kinds[name], source) for name, source in sources.items()]
    raw = {"pk": pl.Int64} | {name: RAW[kinds[name]] for name in sources}
    found = frame_of(rows.order_by().values_list("pk", *asked), raw)
    written = [column for name in sources if (column := _written(name, kinds[name])) is not None]
    return found.sort("pk", maintain_order=True).with_columns(written)


def partition(
    schema: Schema, rows: QuerySet[Any], sources: Sources, ecosystem: int
) -> pl.DataFrame:
    """The same as a whole partition, with its ecosystem."""
    found = read(schema.columns, rows, sources)
    return found.with_columns(pl.lit(ecosystem).alias("ecosystem"))


def _asked(name: str, kind: Kind, source: Source) -> Source:
    if kind == "date" or name.endswith(PUBLIC_ID):
        return Cast(source, CharField())
    return Cast(source, IntegerField()) if kind == "bool" else source


def _written(name: str, kind: Kind) -> pl.Expr | None:
    """What is still to be made of a column as it came."""
    if kind == "date":
        return pl.col(name).str.to_date("%Y-%m-%d")
    return pl.col(name).str.replace(DIGITS, WRITTEN) if name.endswith(PUBLIC_ID) else None
