"""Tells that the database is held by somebody else from that it is broken.

SQLite has one writer at a time: while a country's roster is written, a small change waits twenty
seconds and then gives up. PostgreSQL undoes one of two who wait for one another. In both cases
nothing was written and the same press, a little later, does it.
"""

import sqlite3
from http import HTTPStatus
from typing import Final

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from .errors import Refused

AGAIN_AFTER: Final = 30
"""Seconds after which whoever was sent away may ask again."""

TAKEN: Final = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: serialization failure, deadlock, lock not available."""


class Busy(Refused):
    """Others are writing; whoever asked may ask again ``AGAIN_AFTER`` seconds later."""

    code = "foundation.busy"
    text = _("Much is being written here at the moment, so this was not saved.")
    next_step = _("Nothing is lost. Go back, your entries are still there, and send them again in half a minute.")  # fmt: skip
    status = HTTPStatus.SERVICE_UNAVAILABLE


def is_held(error: BaseException | None) -> bool:
    """Whether the database only asks to be asked again."""
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        code = getattr(cause, "sqlite_errorcode", None) or 0
        return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in TAKEN
