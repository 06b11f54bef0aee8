"""How many rows there are of what, for the database's choice of an index."""

from __future__ import annotations

from django.db import connection

LOOKED_AT = 1_000
"""So many entries of each index are read, so that a country takes a second and not minutes."""


def renew_statistics() -> None:
    """Count anew on SQLite, which plans by guesses until somebody does; PostgreSQL does it itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")
