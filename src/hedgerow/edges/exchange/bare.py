"""Rows as the database gives them: values are made of those alone that are asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.sets import in_parts

CHUNK = 5_000
WIDE = 4
"""A span of so many keys for each that is wanted is read sooner than they are by themselves."""
SIMPLE = frozenset({str, int, float, bool, type(None), dict, list})
Plain = dict[str, Any]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """The columns of a table by the names of its fields, and what makes values of them."""

    names: tuple[str, ...]
    key: int
    made: Mapping[int, Callable[[Any], Any]]
    select: str
    column: str

    def among(self, rows: QuerySet[Any]) -> Iterator[tuple[int, Row]]:
        """The rows of a queryset with their keys."""
        try:
            sql, parameters = rows.values_list(*self.names).query.sql_with_params()
        except EmptyResultSet:
            return
        yield from self._fetched(sql, parameters)

    def of(
        self, keys: Iterable[int], of: BaseDatabaseWrapper | None = None
    ) -> Iterator[tuple[int, Row]]:
        """The rows of these keys that are there, as this or another connection sees them."""
        wanted = sorted(set(keys))
        for at in range(0, len(wanted), CHUNK):
            some = wanted[at : at + CHUNK]
            if some[-1] - some[0] < WIDE * len(some):
                yield from self._between(some, of)
                continue
            for part in in_parts(some):
                places = ", ".join(["%s"] * len(part))
                sql = f"{self.select} WHERE {self.column} IN ({places})"
                yield from self._fetched(sql, part, of)

    def _between(
        self, keys: Sequence[int], of: BaseDatabaseWrapper | None
    ) -> Iterator[tuple[int, Row]]:
        """Rows of keys that stand close together, of which a whole span is read."""
        span, there = [keys[0], keys[-1]], frozenset(keys)
        rows = self._fetched(f"{self.select} WHERE {self.column} BETWEEN %s AND %s", span, of)
        yield from (one for one in rows if one[0] in there)

    def plain(self, row: Row, places: Iterable[int] | None = None) -> Plain:
        """The row, or the columns at these places, as JSON keeps it: numbers and texts alone."""
        wanted = range(len(self.names)) if places is None else places
        return {self.names[at]: self._value(at, row[at]) for at in wanted}

    def _value(self, at: int, value: Any) -> Any:
        if at in self.made:
            value = self.made[at](value)
        return value if type(value) in SIMPLE else str(value)

    def _fetched(
        self, sql: str, parameters: Sequence[Any], of: BaseDatabaseWrapper | None = None
    ) -> Iterator[tuple[int, Row]]:
        with (of or connection).chunked_cursor() as cursor, uncollected():
            cursor.execute(sql, parameters)
            while part := cursor.fetchmany(CHUNK):
                yield from ((row[self.key], row) for row in part)


def bare(model: type[Model]) -> Bare:
    """The columns of a model's table."""
    names = tuple(one.attname for one in model._meta.concrete_fields)
    query = model._base_manager.order_by().values_list(*names).query
    compiler = query.get_compiler(connection=connection)
    compiler.setup_query()
    converters = compiler.get_converters([one for one, *_more in compiler.select])
    made = {at: _maker(found, of) for at, (found, of) in converters.items()}
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    column = f"{quote(model._meta.db_table)}.{quote(key.column)}"
    return Bare(names, names.index(key.attname), made, query.sql_with_params()[0], column)


def _maker(converters: Sequence[Any], of: Any) -> Callable[[Any], Any]:
    def made(value: Any) -> Any:
        for one in converters:
            value = one(value, of, connection)
        return value

    return made
