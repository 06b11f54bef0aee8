"""What the machine denies a command, told as a refusal: no fault of the program needs to be looked for."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from typing import Final

from django.db import OperationalError, connection

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.installation.errors import (
    DatabaseAway,
    DatabaseBusy,
    DatabaseDamaged,
    DiskFull,
    NotAllowed,
)

FULL: Final = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
OF_SQLITE: Final[dict[int, type[Refused]]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: NotAllowed,
    sqlite3.SQLITE_CANTOPEN: NotAllowed,
    sqlite3.SQLITE_PERM: NotAllowed,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_BUSY: DatabaseBusy,
}
PRIMARY: Final = 0xFF
"""The bits of a code of SQLite that tell the kind; those above say more of it."""


def denied(error: BaseException) -> Refused | None:
    """The refusal that an error of the disk or the database comes to; None if it is another fault."""
    for one in _chain(error):
        if refusal := _of_the_disk(one) or _of_sqlite(one) or _of_a_server(one):
            return refusal
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _of_the_disk(error: BaseException) -> Refused | None:
    if not isinstance(error, OSError):
        return None
    if error.errno in FULL:
        return DiskFull()
    if error.errno in FORBIDDEN and error.filename:
        return NotAllowed(path=error.filename)
    return None


def _of_sqlite(error: BaseException) -> Refused | None:
    if not isinstance(error, sqlite3.Error):
        return None
    found = OF_SQLITE.get((getattr(error, "sqlite_errorcode", 0) or 0) & PRIMARY)
    return found(path=connection.settings_dict["NAME"], reason=error) if found else None


def _of_a_server(error: BaseException) -> Refused | None:
    """Where PostgreSQL was not reached, or let nobody in. What it says of that holds no password."""
    if not isinstance(error, OperationalError) or connection.vendor != "postgresql":
        return None
    link = connection.connection
    return DatabaseAway(reason=reason_of(error)) if link is None or link.closed else None


def reason_of(error: BaseException) -> str:
    """The first line of what it says, as it stands in a sentence."""
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return said.removeprefix("connection failed: ").rstrip(" .:")
