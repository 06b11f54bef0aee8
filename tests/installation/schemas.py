"""What a database consists of, in the words of its own engine and in no order of columns."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"
POSTGRESQL = (
    """SELECT 'column ' || table_name || '.' || column_name, concat_ws(' ', data_type,
       character_maximum_length, numeric_precision, numeric_scale, is_nullable, column_default,
       is_identity, identity_generation, generation_expression, collation_name)
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
       FROM pg_trigger WHERE NOT tgisinternal""",
    """SELECT 'function ' || proname, prosrc FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace""",
)


def read(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """Each table, column, constraint, index, trigger and function by its name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = cursor.execute(SQLITE).fetchall()
            return {name: sorted(parts(sql)) for name, sql in rows}
        found: dict[str, Any] = {}
        for statement in POSTGRESQL:
            cursor.execute(statement)
            found |= dict(cursor.fetchall())
        return found


def parts(sql: str) -> list[str]:
    """A statement cut at its outermost brackets and at the commas within them."""
    found, depth = [""], 0
    for letter in sql:
        before, depth = depth, depth + {"(": 1, ")": -1}.get(letter, 0)
        if max(before, depth) == 1 and (letter == "," or before != depth):
            found.append("")
        else:
            found[-1] += letter
    return [part.strip() for part in found]
