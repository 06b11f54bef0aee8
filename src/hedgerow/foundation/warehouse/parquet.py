"""The files: HOME/warehouse/<table>/ecosystem=<id>/month=<YYYY-MM>.<version>.parquet.

A file is never changed: a partition written anew is a new file of the next version, and the older
ones are then deleted. Engines open a file more than once in a query, so that another one renamed
into its place would be read half old and half new.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from uuid import uuid4

import polars as pl
from django.conf import settings

from hedgerow.foundation.warehouse.schemas import Schema
from hedgerow.foundation.warehouse.tables import Rows

CHUNK = 100_000

TYPES: dict[str, pl.DataType] = {
    "int": pl.Int64(),
    "float": pl.Float64(),
    "text": pl.String(),
    "bool": pl.Boolean(),
    "date": pl.Date(),
}


def types(schema: Schema) -> dict[str, pl.DataType]:
    """The columns as polars types."""
    return {name: TYPES[kind] for name, kind in schema.columns.items()}


def folder(table: str, ecosystem: int) -> Path:
    """Where the partitions of one table and ecosystem lie."""
    return Path(settings.HEDGEROW_HOME) / "warehouse" / table / f"ecosystem={ecosystem}"


def files(table: str, ecosystems: Iterable[int], months: Iterable[str] | None) -> list[Path]:
    """The newest file of each partition that has one, in order; all months unless some are named."""
    wanted = None if months is None else set(months)
    found = []
    for one in ecosystems:
        newest = {_month(file): file for file in _versions(folder(table, one), "*")}
        found += [newest[month] for month in sorted(newest) if wanted is None or month in wanted]
    return found


def months(table: str, ecosystem: int) -> set[str]:
    """The months of which there is a file."""
    return {_month(file) for file in _versions(folder(table, ecosystem), "*")}


def write(schema: Schema, ecosystem: int, month: str, rows: Rows) -> int:
    """Write one partition, so that a reader sees the old file or the whole new one.

    Returns how many rows it holds; a partition without rows has no file.
    """
    frame = _frame(schema, rows)
    replace(schema.name, ecosystem, month, frame if len(frame) else None)
    return len(frame)


def _frame(schema: Schema, rows: Rows) -> pl.DataFrame:
    """The rows in the columns of the schema, in its order."""
    if isinstance(rows, pl.DataFrame):
        return rows.select(pl.col(name).cast(kind) for name, kind in types(schema).items())
    found, source = [pl.DataFrame(schema=types(schema))], iter(rows)
    while chunk := list(islice(source, CHUNK)):
        found.append(pl.DataFrame(chunk, schema=types(schema), orient="row"))
    return pl.concat(found)


def replace(table: str, ecosystem: int, month: str, frame: pl.DataFrame | None) -> None:
    """Put a new version of a partition, or nothing, in place of those that are there."""
    home = folder(table, ecosystem)
    older = _versions(home, month)
    if frame is not None:
        number = _number(older[-1]) + 1 if older else 1
        save(frame, home / f"month={month}.{number:09d}-{uuid4().hex[:8]}.parquet")
    for file in older:
        file.unlink(missing_ok=True)


def _versions(home: Path, month: str) -> list[Path]:
    """The files of a month (of all months: ``*``), older versions first."""
    found = [*home.glob(f"month={month}.parquet"), *home.glob(f"month={month}.*.parquet")]
    return sorted(set(found), key=lambda file: (_number(file), file.name))


def _month(file: Path) -> str:
    return file.name.split(".")[0].removeprefix("month=")


def _number(file: Path) -> int:
    """Which version a file is; 0 for one written before there were versions."""
    parts = file.name.split(".")
    return int(parts[1].split("-")[0]) if len(parts) > 2 else 0


def save(frame: pl.DataFrame, target: Path) -> None:
    """Write a file beside the target, then rename it into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        frame.write_parquet(draft, compression="zstd")
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
