"""What a column holds, as each database writes it and as Python has it between the two.

JSON stays text on the way, moments are aware and in UTC, decimals have the places of their column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Context, Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db.models import DecimalField, Field, ForeignKey, Model

from hedgerow.foundation.keptjson import keepable

Convert = Callable[[Any], Any]

KINDS = {
    "AutoField": "int", "BigAutoField": "int", "SmallAutoField": "int", "IntegerField": "int",
    "BigIntegerField": "int", "SmallIntegerField": "int", "PositiveIntegerField": "int",
    "PositiveSmallIntegerField": "int", "PositiveBigIntegerField": "int", "BooleanField": "bool",
    "CharField": "text", "TextField": "text", "SlugField": "text", "JSONField": "json",
    "BinaryField": "bytes", "UUIDField": "uuid", "DateField": "date", "TimeField": "time",
    "DateTimeField": "moment", "FloatField": "float", "DecimalField": "decimal",
}  # fmt: skip
UNKEPT_WRITTEN = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
EXACT = Context(prec=400)


@dataclass(frozen=True, slots=True)
class Column:
    """Its name in the database and what it holds; ``places`` behind the point, of a decimal."""

    name: str
    kind: str
    places: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one version; ``numbered`` names the column that the database counts up itself."""

    name: str
    columns: tuple[Column, ...]
    numbered: str = ""

    def only(self, names: tuple[str, ...]) -> tuple[Column, ...]:
        """The columns in the order of ``names``; raises ValueError unless they are all of them."""
        known = {column.name: column for column in self.columns}
        if sorted(names) != sorted(known):
            raise ValueError(f"the table {self.name} has other columns than its version gave it")
        return tuple(known[name] for name in names)


def tables(apps: Apps) -> dict[str, Table]:
    """Every table of these models, those between two included, by name."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: _table(model) for model in models if _is_made(model)}


def _is_made(model: type[Model]) -> bool:
    """Whether there is a table of its own: not where another model stands in its place."""
    between: Any = model._meta.auto_created
    stands = not (between and between._meta.swapped)
    return model._meta.managed and not model._meta.proxy and stands


def _table(model: type[Model]) -> Table:
    fields = model._meta.local_concrete_fields
    given = [field.column for field in fields if field.get_internal_type().endswith("AutoField")]
    columns = tuple(_column(field) for field in fields if not field.generated)
    return Table(model._meta.db_table, columns, str(given[0]) if given else "")


def _column(field: Field[Any, Any]) -> Column:
    told: Field[Any, Any] = field
    while isinstance(told, ForeignKey):
        told = told.target_field
    places = told.decimal_places if isinstance(told, DecimalField) else 0
    return Column(str(field.column), KINDS[told.get_internal_type()], places or 0)


def _decimal(places: int, value: Any) -> Decimal:
    # SQLite keeps decimals as floats: their shortest writing has all digits that were ever set
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), context=EXACT)


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _json(text: str) -> str:
    """As it is written, but for what SQLite alone keeps; earlier versions told it of files."""
    if not UNKEPT_WRITTEN.search(text):
        return text
    said = json.loads(text)
    kept = keepable(said)
    return text if kept == said else json.dumps(kept)


def _same(value: Any) -> Any:
    return value


FROM_SQLITE: dict[str, Convert] = {
    "int": int, "bool": bool, "text": str, "json": _json, "bytes": bytes, "uuid": UUID,
    "date": date.fromisoformat, "time": time.fromisoformat, "moment": _moment, "float": float,
}  # fmt: skip
FROM_POSTGRESQL: dict[str, Convert] = FROM_SQLITE | {
    "bool": "t".__eq__,
    "text": _same,
    "json": _same,
    "bytes": lambda text: bytes.fromhex(text[2:]),
}
TO_SQLITE: dict[str, Convert] = {
    "bool": int, "uuid": lambda value: value.hex, "date": str, "time": str, "decimal": str,
    "moment": lambda value: str(value.replace(tzinfo=None)),
}  # fmt: skip


def readers(columns: tuple[Column, ...], vendor: str) -> list[Convert]:
    """From what a database of that vendor hands out to Python, a column each."""
    known = FROM_SQLITE if vendor == "sqlite" else FROM_POSTGRESQL
    return [
        partial(_decimal, column.places) if column.kind == "decimal" else known[column.kind]
        for column in columns
    ]


def writers(columns: tuple[Column, ...]) -> list[Convert]:
    """From Python to what SQLite keeps, a column each; PostgreSQL takes Python's values."""
    return [TO_SQLITE.get(column.kind, _same) for column in columns]


def compared(columns: tuple[Column, ...]) -> list[Convert]:
    """To what is the same for the same content: of JSON, not how it is written."""
    return [_content if column.kind == "json" else _same for column in columns]


def _content(text: str) -> str:
    return json.dumps(
        json.loads(text, parse_float=_number, parse_int=_number), sort_keys=True, ensure_ascii=False
    )


def _number(digits: str) -> dict[str, str]:
    """PostgreSQL writes 1e3 as 1000, and knows no negative nought."""
    number = Decimal(digits)
    return {"#": format(EXACT.plus(number).normalize(EXACT), "f") if number else "0"}
