"""Whether anything is recorded of an ecosystem: its book is open, or closed since a day."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import connection

from hedgerow.foundation.errors import Closed
from hedgerow.foundation.journal.models import ClosedBook

FIND: Final = f'SELECT 1 FROM "{ClosedBook._meta.db_table}" WHERE "ecosystem" = %s'  # noqa: S608 - ours


def close_book(ecosystem: int, on: date) -> None:
    """From now on nothing is recorded of the ecosystem, by whomever; that day says since when."""
    ClosedBook.objects.update_or_create(ecosystem=ecosystem, defaults={"on": on})


def open_book(ecosystem: int) -> None:
    """Let acts be recorded again."""
    ClosedBook.objects.filter(ecosystem=ecosystem).delete()


def require_open_book(ecosystem: int | None) -> None:
    """Raise Closed where the book is: the act whose fact is refused is undone with it."""
    if ecosystem is None:
        return
    with connection.cursor() as cursor:  # every act asks: put together once, not each time
        cursor.execute(FIND, [ecosystem])
        closed = cursor.fetchone() is not None
    if closed:
        raise Closed(ClosedBook.objects.get(ecosystem=ecosystem).on)
