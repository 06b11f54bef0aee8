"""Django's ``flush``, which empties every table: the one place where the triggers step aside."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from hedgerow.foundation.journal import triggers


class Command(flush.Command):
    """Empty the database, journal included. Tests that commit clean up with it."""

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        triggers.drop(connection)
        try:
            super().handle(**options)
        finally:
            triggers.create(connection)
