"""The rows behind a reading: HOME/profile/<ecosystem>/<day>/<number>.parquet.

Only rows that stand for a record somebody can open are kept; they hold public ids and figures,
no names, and are shown only to readers who may see those records.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from hedgerow.foundation.warehouse.units import UnitTable


@dataclass(frozen=True, slots=True)
class Unit:
    """One row: the record's public id, what it adds above and below the line, and where."""

    uuid: UUID
    numerator: float
    denominator: float
    column: str


def path(ecosystem: int, day: date, number: str) -> Path:
    """Where the rows of one reading lie."""
    folder = Path(settings.HEDGEROW_HOME) / "profile" / str(ecosystem) / day.isoformat()
    return folder / f"{number}.parquet"


def save(table: UnitTable, ecosystem: int, day: date, number: str) -> None:
    """Write the rows, in the order of the unit table.

    A newer day's reading may let go of the folder at this moment (``prune``): it is made anew, and
    goes when this reading prunes in its turn.
    """
    import polars as pl  # slow to import

    from hedgerow.foundation.warehouse import parquet

    column = pl.Series(table.names, dtype=pl.String)
    at = (
        pl.zeros(len(table.units), pl.Int64, eager=True) if table.columns is None else table.columns
    )
    rows = pl.DataFrame(
        {
            "unit": table.units.cast(pl.String),
            "numerator": table.numerators,
            "denominator": table.denominators,
            "column": column.gather(at),
        }
    )
    kept, target = rows.filter(pl.col("unit") != ""), path(ecosystem, day, number)
    try:
        parquet.save(kept, target)
    except FileNotFoundError:
        parquet.save(kept, target)


def read(ecosystem: int, day: date, number: str, start: int, length: int) -> Sequence[Unit]:
    """A page of rows from ``start``; nothing where the file is gone."""
    import polars as pl  # slow to import

    file = path(ecosystem, day, number)
    try:
        with file.open("rb") as opened:  # once: it may be replaced while it is read
            rows = pl.scan_parquet(opened).slice(start, length).collect()
    except FileNotFoundError:
        return ()
    return tuple(
        Unit(UUID(unit), numerator, denominator, column)
        for unit, numerator, denominator, column in rows.iter_rows()
    )


def prune(ecosystem: int, keep: date) -> None:
    """Delete the rows of every day but one.

    Only the newest snapshot opens down to its rows, so that an erased person, whose erasure has
    the profile read again, is in no older file.
    """
    folder = path(ecosystem, keep, "any").parent
    for other in folder.parent.glob("*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
