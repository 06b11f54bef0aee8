"""Tables filled by one statement each, the same on both engines."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, models

from .size import FIRST_DAY


class Dialect:
    """The few expressions that the engines write differently."""

    def __init__(self) -> None:
        self.lite = connection.vendor == "sqlite"

    def uuid(self, kind: int, n: str) -> str:
        if self.lite:
            return f"printf('%08x00007000800%013x', {kind}, {n})"
        return f"(lpad(to_hex({kind}),8,'0')||'00007000800'||lpad(to_hex({n}),13,'0'))::uuid"

    def day(self, add: str) -> str:
        if self.lite:
            return f"date('{FIRST_DAY}', '+' || ({add}) || ' days')"
        return f"(date '{FIRST_DAY}' + ({add})::int)"

    def at(self, day: str, clock: str) -> str:
        if self.lite:
            return f"{day} || ' {clock}:00'"
        return f"(({day}) + time '{clock}') at time zone 'UTC'"

    def yes(self, truth: bool) -> str:
        return str(int(truth)) if self.lite else str(truth).lower()

    def literal(self, value: object) -> str:
        if value is None:
            return "NULL"
        if isinstance(value, bool):
            return self.yes(value)
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, datetime):
            return f"'{value:%Y-%m-%d %H:%M:%S}'" + ("" if self.lite else "::timestamptz")
        text = str(value).replace("'", "''")
        return f"'{text}'"


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def insert(model: type[models.Model], source: str, **given: str) -> None:
    """Fill a table from ``source``; what is not given has the field's default, ``id`` as given."""
    speak = Dialect()
    columns, values = [], []
    for field in model._meta.concrete_fields:
        if field.name in given:
            value = given[field.name]
        elif field.primary_key:
            continue
        elif field.null:
            value = "NULL"
        elif isinstance(field, models.JSONField):
            value = "'{}'"
        else:
            value = speak.literal(field.get_default())
        columns.append(connection.ops.quote_name(field.column))
        values.append(value)
    table = connection.ops.quote_name(model._meta.db_table)
    run(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source}")
