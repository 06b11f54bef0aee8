"""Keys and public ids for very many new rows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import uuid_utils
from django.db import connection, models


def uuids(count: int) -> pl.Series:
    """New public ids of version 7 in the order of time, as 32 hexadecimal digits."""
    return pl.Series("uuid", [uuid_utils.uuid7().hex for _ in range(count)], pl.String)


def dashed(ids: pl.Series) -> list[str]:
    """Public ids as they are written."""
    parts = [ids.str.slice(at, size) for at, size in ((0, 8), (8, 4), (12, 4), (16, 4), (20, 12))]
    frame = pl.DataFrame([part.alias(str(at)) for at, part in enumerate(parts)])
    return frame.select(pl.concat_str(pl.all(), separator="-")).to_series().to_list()


def named(subjects: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Kinds and public ids, as they are written, as rows of the journal."""
    frames = [
        pl.DataFrame({"uuid": pl.Series(ids, dtype=pl.String)}).select(
            pl.lit(kind).alias("kind"), "uuid"
        )
        for kind, ids in subjects.items()
    ]
    return pl.concat(frames).with_columns(pl.col("uuid").str.replace_all("-", "", literal=True))


def new_keys(model: type[models.Model], count: int) -> pl.Series:
    """Keys that no row has or will have, ascending, for as many new rows.

    The caller is in a transaction: on SQLite nobody else writes until it ends.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            known = f"SELECT max(id) FROM {connection.ops.quote_name(table)}"  # noqa: S608 - a table of ours
            cursor.execute(known)
            highest = cursor.fetchone()[0] or 0
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            first = 1 + max(highest, (cursor.fetchone() or (0,))[0])
            return pl.int_range(first, first + count, eager=True).alias("id")
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return pl.Series("id", [row[0] for row in cursor.fetchall()], pl.Int64).sort()
