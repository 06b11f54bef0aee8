"""SQLite's log, and its copying into the file after a transaction that wrote very much.

SQLite copies within the commit that makes the log long, so that whoever wrote a country's rows
waits until each page has been written twice. Their rows are safe and seen by all once the log has them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

LONG = 16 << 20
"""Bytes of a log that a thread is worth; a shorter one is copied by whoever writes next."""


@contextmanager
def copied_beside() -> Iterator[None]:
    """Around a transaction: what it writes is copied by a thread, after which this does not wait.

    Others who write meanwhile do not copy themselves, as only one can. Does nothing on PostgreSQL
    or inside another transaction, whose commit is not here.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        if _length() > LONG:
            threading.Thread(target=_copy, name="write-ahead log").start()
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {pages}")


def _length() -> int:
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.stat().st_size if log.exists() else 0


def _copy() -> None:
    """Copy as far as readers allow, on a connection of this thread; the rest is left to who writes next."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()
