"""How many rows there are of what, for the database's choice of an index."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import DatabaseError, connection

LOOKED_AT = 1_000
"""So many entries of each index are read, so that a country takes a second and not minutes."""
COUNTED = 100
"""So many different values in an index are told apart at most."""

WHOLE = """
SELECT said.tbl, said.idx, said.stat FROM sqlite_stat1 AS said
JOIN pragma_index_list(said.tbl) AS made ON made.name = said.idx
WHERE NOT made.partial
ORDER BY said.tbl
"""
"""What is said of each index of all rows of a table."""
COLUMNS = 'SELECT name, "desc" FROM pragma_index_xinfo(%s) WHERE key ORDER BY seqno'
Stats = dict[str, list[int]]
"""By index its length, and how many rows on average share its first columns, first one, then two, ..."""


def renew_statistics() -> None:
    """Count anew: SQLite plans by guesses until somebody does, PostgreSQL for up to a minute."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE")
            return
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
        cursor.execute(WHOLE)
        changes: list[tuple[str, str, str]] = []
        for table, indexes in groupby(cursor.fetchall(), key=itemgetter(0)):
            stats = {index: [*map(int, stat.split())] for _table, index, stat in indexes}
            before = {index: [*stat] for index, stat in stats.items()}
            _agree(cursor, table, stats)
            _tell_apart(cursor, table, stats)
            for index, stat in stats.items():
                if stat != before[index]:
                    changes.append((" ".join(map(str, stat)), table, index))
        cursor.executemany("UPDATE sqlite_stat1 SET stat = %s WHERE tbl = %s AND idx = %s", changes)
        cursor.execute("ANALYZE sqlite_schema")  # reads what was written, and counts nothing


def _agree(cursor: Any, table: str, stats: Stats) -> None:
    """Have all indexes of a table say that it is as long.

    From a thousand entries SQLite guesses the length of each index by itself: of a million persons
    and as many roles 514,188 to 1,358,368. Which table it then read first, and so whether in the
    order that a page lists, was chance. The highest key is read without counting; where many rows
    went since it is too high, so the largest guess bounds it.
    """
    guesses = {stat[0] for stat in stats.values()}
    if len(guesses) > 1:
        cursor.execute(f"SELECT max(rowid) FROM {_quoted(table)}")  # noqa: S608 - quoted
        length = min(cursor.fetchone()[0] or 0, max(guesses))
        for stat in stats.values():
            stat[0] = length


def _tell_apart(cursor: Any, table: str, stats: Stats) -> None:
    """Say how many rows share a value where all entries that were read did.

    SQLite then says 1,001, though of 200,000 offers that are all open 200,000 may share their state:
    it looked for those near a place among all that are open. Where the values are few they are
    counted, each found from the one before; where they are many it stays.
    """
    for index, stat in stats.items():
        for wide in range(1, len(stat)):
            if stat[wide] <= LOOKED_AT:
                continue
            try:
                different = _different(cursor, table, index, wide)
            except DatabaseError:  # something stands there that cannot be asked for again
                break
            if different:
                stat[wide] = max(stat[wide], stat[0] // different)


def _different(cursor: Any, table: str, index: str, wide: int) -> int | None:
    """How many different values stand in so many first columns; None where they are very many, or
    some are missing, which are no value that anybody asks for."""
    cursor.execute(COLUMNS, [index])
    columns = cursor.fetchall()[:wide]
    if any(name is None or descends for name, descends in columns):
        return None
    names = ", ".join(_quoted(name) for name, _descends in columns)
    from_it = f"SELECT {names} FROM {_quoted(table)} INDEXED BY {_quoted(index)}"  # noqa: S608 - quoted
    marks = ", ".join(["%s"] * wide)
    cursor.execute(f"{from_it} ORDER BY {names} LIMIT 1")
    values, found = cursor.fetchone(), 0
    while values is not None:
        found += 1
        if found > COUNTED or None in values:
            return None
        cursor.execute(f"{from_it} WHERE ({names}) > ({marks}) ORDER BY {names} LIMIT 1", values)
        values = cursor.fetchone()
    return found


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
