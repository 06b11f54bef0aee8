"""What others see of the rows here while an import is being written: none of it is the import's own.

PostgreSQL lets others write meanwhile. What they commit then stands among the import's rows; but they
see nothing of the import until it ends. So whatever is seen from another connection is not its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem

from .bare import Bare, Row


class Others:
    """The database as everybody else sees it now; who asks has read their own rows before."""

    def __init__(self, outside: BaseDatabaseWrapper) -> None:
        self._outside = outside

    def keys(self, rows: QuerySet[Any]) -> frozenset[int]:
        """Which of the rows others see."""
        sql, parameters = rows.order_by().values_list("pk").query.sql_with_params()
        with self._outside.cursor() as cursor:
            cursor.execute(sql, parameters)
            return frozenset(key for (key,) in cursor.fetchall())

    def rows(self, table: Bare, keys: Iterable[int]) -> dict[int, Row]:
        """The rows of these keys as they stand for others."""
        return dict(table.of(keys, of=self._outside))


@contextmanager
def others(ecosystem: Ecosystem) -> Iterator[Others | None]:
    """Look from outside the caller's transaction; None where nobody else can have written here.

    That is so on SQLite, which has one writer, and in an ecosystem that others do not see yet.
    """
    if connection.vendor == "sqlite":
        yield None
        return
    outside = connection.copy()
    try:
        found = Others(outside)
        yield found if found.keys(Ecosystem.objects.filter(pk=ecosystem.pk)) else None
    finally:
        outside.close()
