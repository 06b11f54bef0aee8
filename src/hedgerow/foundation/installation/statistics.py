"""How many rows there are of what, for the database's choice of an index."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

LOOKED_AT = 1_000
"""So many entries of each index are read, so that a country takes a second and not minutes."""

WHOLE = """
SELECT said.tbl, said.idx, said.stat FROM sqlite_stat1 AS said
JOIN sqlite_master AS made ON made.type = 'index' AND made.name = said.idx
WHERE made.sql IS NULL OR made.sql NOT LIKE '% WHERE %'
ORDER BY said.tbl
"""
"""What is said of each index of all rows of a table."""


def renew_statistics() -> None:
    """Count anew on SQLite, which plans by guesses until somebody does; PostgreSQL does it itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
        _agree(cursor)


def _agree(cursor: Any) -> None:
    """Have all indexes of a table say that it is as long.

    From a thousand entries SQLite guesses the length of each index by itself: of a million persons
    and as many roles 514,188 to 1,358,368. Which table it then read first, and so whether in the
    order that a page lists, was chance. The highest key is read without counting; where many rows
    went since it is too high, so the largest guess bounds it.
    """
    cursor.execute(WHOLE)
    said = groupby(cursor.fetchall(), key=itemgetter(0))
    changes: list[tuple[str, str, str]] = []
    for table, indexes in said:
        stats = {index: stat.split(" ", 1) for _table, index, stat in indexes}
        guesses = {int(length) for length, _rest in stats.values()}
        if len(guesses) == 1:
            continue
        cursor.execute(f"SELECT max(rowid) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - quoted
        length = min(cursor.fetchone()[0] or 0, max(guesses))
        changes += [(f"{length} {rest}", table, index) for index, (_old, rest) in stats.items()]
    cursor.executemany("UPDATE sqlite_stat1 SET stat = %s WHERE tbl = %s AND idx = %s", changes)
    cursor.execute("ANALYZE sqlite_schema")  # reads what was written, and counts nothing
