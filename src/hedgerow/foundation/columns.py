"""Rows by columns: many at once from the database into a frame, and from a frame into a table.

Nothing here knows a rule: set actions ask for permission, check and journal, and use this where a
set has hundreds of thousands of rows. SQLite is only ever touched through Django's connection.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import polars as pl
from django.db import connection, models
from django.db.models import CharField
from django.db.models.functions import Cast

from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.filling import fill
from hedgerow.foundation.manykeys import new_keys, uuids

CHUNK = 50_000
CACHE = 262_144
"""Kibibytes of pages that SQLite keeps while it writes many rows: what does not fit is read again."""
AS_IS = frozenset({"CharField", "TextField", "SlugField"})
"""Fields of which both engines take a text as it stands."""
OFTEN = (str, int, date, type(None))
Schema = Mapping[str, type[pl.DataType]]


def as_text(name: str) -> Cast:
    """A day as text: a million of them need not become objects first."""
    return Cast(name, CharField())


def frame_of(rows: models.QuerySet[Any], schema: Schema) -> pl.DataFrame:
    """What a queryset of ``values_list`` gives, unconverted, under the names of the schema."""
    sql, parameters = rows.query.sql_with_params()
    frames = []
    with connection.chunked_cursor() as cursor, uncollected():
        cursor.execute(sql, parameters)
        while part := cursor.fetchmany(CHUNK):
            cells = zip(schema.items(), zip(*part, strict=True), strict=True)
            frames.append(
                pl.DataFrame([pl.Series(name, said, kind) for (name, kind), said in cells])
            )
    return pl.concat(frames, how="vertical") if frames else pl.DataFrame(schema=dict(schema))


def insert(model: type[models.Model], frame: pl.DataFrame, **constants: Any) -> None:
    """Insert rows: columns of the frame by ``attname``, days and moments as ISO text, the same
    ``constants`` in each; fields of neither have their default, public ids are made.

    The caller is in a transaction; what the database refuses is an IntegrityError, after which the
    transaction, or a savepoint around this, has to be rolled back.
    """
    if frame.is_empty():
        return
    frame, same = _whole(model, frame, constants)
    if connection.vendor == "postgresql":
        same_there = [pl.lit(value).alias(name) for name, value in same.items()]
        _copy(model, frame.with_columns(same_there))
        return
    fill(model._meta.db_table, frame, same)


def insert_objects(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert ready objects, each with the key it is given here."""
    named: list[pl.Series] = [new_keys(model, len(rows))]
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            values = [field.pre_save(row, add=True) for row in rows]
            named.append(pl.Series(field.attname, _plains(field, values), strict=False))
    insert(model, pl.DataFrame(named))
    for row, key in zip(rows, named[0], strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias


@contextmanager
def roomy() -> Iterator[None]:
    """Let SQLite keep more pages while many rows are written."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        before = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {before}")


def _whole(
    model: type[models.Model], frame: pl.DataFrame, constants: Mapping[str, Any]
) -> tuple[pl.DataFrame, dict[str, Any]]:
    """The frame by columns of the table, and what is the same in each row; not the key, unless
    the frame has it."""
    own: list[pl.Expr | pl.Series] = []
    same: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        name, column = field.attname, str(field.column)
        if name in frame.columns:
            own.append(pl.col(name).alias(column))
        elif field.primary_key and name not in constants:
            continue
        elif name not in constants and isinstance(field, models.UUIDField):
            own.append(uuids(len(frame)).alias(column))
        else:
            value = constants[name] if name in constants else field.get_default()
            same[column] = _plain(field, value)
    return frame.select(own), same


def _plains(field: models.Field[Any, Any], values: Sequence[Any]) -> list[Any]:
    """The values as both engines take them; what is often said is turned into that once."""
    if field.get_internal_type() in AS_IS and all(type(one) is str for one in values):
        return list(values)
    often = {(type(one), one): one for one in values if isinstance(one, OFTEN)}
    known = {key: _plain(field, one) for key, one in often.items()}
    return [
        known[type(one), one] if isinstance(one, OFTEN) else _plain(field, one) for one in values
    ]


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    """The value as both engines take it."""
    if isinstance(field, models.JSONField):
        return None if value is None else json.dumps(value, cls=field.encoder)
    said = field.get_db_prep_save(value, connection)
    if said is None or isinstance(said, (str, int, float)):
        return said
    return str(said)


def _copy(model: type[models.Model], frame: pl.DataFrame) -> None:
    names = ", ".join(map(_quoted, frame.columns))
    sql = f"COPY {_quoted(model._meta.db_table)} ({names}) FROM STDIN (FORMAT csv, NULL '\\N')"
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.cursor.copy(sql) as copy,
    ):
        for part in frame.iter_slices(CHUNK):
            copy.write(
                part.write_csv(include_header=False, quote_style="non_numeric", null_value="\\N")
            )


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
