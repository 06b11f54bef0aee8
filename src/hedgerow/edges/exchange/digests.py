"""What rows say, in a digest and in a mark a row: whether anything was done to them since.

How often a row was edited (``revision``) is no part of it: a row whose values are written back says
what it said.
"""

import hashlib
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet

from hedgerow.foundation.collecting import uncollected
from hedgerow.foundation.parts import without_folded

CHUNK = 5_000
STEPS = frozenset({"revision"})
FIRST = 1
"""The revision that imports give to what they bring in."""


def in_runs(model: type[Model], runs: Iterable[list[int]]) -> Iterator[QuerySet[Any]]:
    """The rows of each run that are there, by key."""
    for first, last in runs:
        yield model._default_manager.filter(pk__gte=first, pk__lte=last).order_by("pk")


def digest(
    model: type[Model], runs: Iterable[list[int]], *, as_edited: bool = False
) -> tuple[int, str, str]:
    """How many rows of the runs are there, a digest of all that they say, and their marks, packed.

    ``as_edited`` counts how often a row was edited as something it says.
    """
    seen, marks = hashlib.sha256(), array("I")
    with uncollected():
        for part in _texts(model, runs, as_edited=as_edited):
            texts = [text.encode() for _key, text in part]
            seen.update(b"\n".join(texts) + b"\n")
            marks.extend(map(zlib.crc32, texts))
    return len(marks), seen.hexdigest(), b64encode(marks.tobytes()).decode()


def differing(model: type[Model], runs: list[list[int]], packed: str) -> Iterator[int]:
    """Keys of the rows that say something else than when they were marked; rows that went do not."""
    marks = array("I", b64decode(packed))
    keys = (key for first, last in runs for key in range(first, last + 1))
    marked = zip(keys, marks, strict=True)
    for key, text in chain.from_iterable(_texts(model, runs)):
        mark = next(mark for one, mark in marked if one == key)
        if mark != zlib.crc32(text.encode()):
            yield key


def _texts(
    model: type[Model], runs: Iterable[list[int]], *, as_edited: bool = False
) -> Iterator[list[tuple[int, str]]]:
    """Key and text of each row, many at once: of a million, that is quicker than reading values."""
    sql = _row_text(model, as_edited)
    for first, last in runs:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql, [first, last])
            while part := cursor.fetchmany(CHUNK):
                yield part


def _row_text(model: type[Model], as_edited: bool) -> str:
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    steps = set() if as_edited else STEPS
    if connection.vendor == "sqlite":
        names = [str(one.column) for one in model._meta.concrete_fields]
        said = f"json_array({_said(without_folded(model, names), steps)})"
    else:
        said = f"ROW({_said(without_folded(model, _as_laid_out(model)), steps)})::text"
    return f"SELECT {key}, {said} FROM {table} WHERE {key} BETWEEN %s AND %s ORDER BY {key}"  # noqa: S608


def _said(names: Iterable[str], steps: Iterable[str]) -> str:
    return ", ".join(
        str(FIRST) if one in steps else connection.ops.quote_name(one) for one in names
    )


def _as_laid_out(model: type[Model]) -> list[str]:
    """The columns in the order of the table, in which the text of a whole row has them, too."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, model._meta.db_table)
    return [one.name for one in found]
