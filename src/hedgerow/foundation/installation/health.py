"""Is the installation fit to serve? Asked by ``/readyz`` and by ``doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from hedgerow.foundation.jobs.queries import worker_seen_at

WORKER_SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What ``/readyz`` tells; seconds since a worker's sign of life, None if there was none."""

    database: bool
    migrated: bool
    worker_seconds: float | None

    @property
    def is_ready(self) -> bool:
        """Pages can be served. A silent worker delays jobs, and is told, but stops no page."""
        return self.database and self.migrated


def readiness(now: datetime) -> Readiness:
    """Ask the database for a sign of life, its migrations and the worker's heartbeat."""
    try:
        connection.ensure_connection()
        waiting = pending_migrations()
        seen = worker_seen_at() if not waiting else None
    except DatabaseError:
        return Readiness(database=False, migrated=False, worker_seconds=None)
    seconds = max((now - seen).total_seconds(), 0.0) if seen else None
    return Readiness(database=True, migrated=not waiting, worker_seconds=seconds)


def pending_migrations() -> list[str]:
    """Migrations that are not applied, as ``app.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
