"""The files: HOME/warehouse/<table>/ecosystem=<id>/month=<YYYY-MM>.parquet."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from uuid import uuid4

import polars as pl
from django.conf import settings

from hedgerow.foundation.warehouse.schemas import Schema

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


def path(table: str, ecosystem: int, month: str) -> Path:
    """Where one partition lies."""
    folder = Path(settings.HEDGEROW_HOME) / "warehouse" / table / f"ecosystem={ecosystem}"
    return folder / f"month={month}.parquet"


def files(table: str, ecosystems: Iterable[int], months: Iterable[str] | None) -> list[Path]:
    """The partitions that exist, in order; all months unless some are named."""
    if months is not None:
        wanted = [path(table, one, month) for one in ecosystems for month in sorted(months)]
        return [file for file in wanted if file.exists()]
    folders = [path(table, one, "all").parent for one in ecosystems]
    return [file for folder in folders for file in sorted(folder.glob("month=*.parquet"))]


def write(schema: Schema, ecosystem: int, month: str, rows: Iterable[tuple[object, ...]]) -> int:
    """Write one partition, so that a reader sees the old file or the whole new one.

    Returns how many rows it holds; a partition without rows has no file.
    """
    target = path(schema.name, ecosystem, month)
    found, source = [], iter(rows)
    while chunk := list(islice(source, CHUNK)):
        found.append(pl.DataFrame(chunk, schema=types(schema), orient="row"))
    if not found:
        target.unlink(missing_ok=True)
        return 0
    frame = pl.concat(found)
    save(frame, target)
    return len(frame)


def save(frame: pl.DataFrame, target: Path) -> None:
    """Write a file beside the target, then rename it into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        frame.write_parquet(draft, compression="zstd")
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
