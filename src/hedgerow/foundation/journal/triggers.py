"""The triggers that make the journal append-only, for both engines.

They stop mistakes and casual tampering; a database owner can drop them, which is why seals exist.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSED = {
    "journal_fact": ("update", "delete"),
    "journal_factsubject": ("update", "delete"),
    "journal_factcontent": ("update",),
    "journal_seal": ("update", "delete"),
}
MESSAGE = "the journal is append-only"

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create(connection: BaseDatabaseWrapper) -> None:
    """Set the triggers; they must not be there yet."""
    statements = _postgres() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, as ``flush`` must and a test that tampers wants."""
    with connection.cursor() as cursor:
        for name, table, _ in _triggers():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
        if connection.vendor == "postgresql":
            for table in REFUSED:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")


def _triggers() -> list[tuple[str, str, str]]:
    return [
        (f"{table}_no_{change}", table, change)
        for table, changes in REFUSED.items()
        for change in changes
    ]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {change.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for name, table, change in _triggers()
    ]


def _postgres() -> list[str]:
    rows = [
        f"CREATE TRIGGER {name} BEFORE {change.upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
        for name, table, change in _triggers()
    ]
    tables = [
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        for table in REFUSED
    ]
    return [_FUNCTION, *rows, *tables]
