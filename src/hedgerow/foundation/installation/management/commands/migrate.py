"""Django's ``migrate``, which makes the tables of an empty database at once."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from hedgerow.foundation.installation.making import is_empty, make

PARTLY = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    """Bring the database to this version, or to a named change, as Django's own does."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if not any(options[name] for name in PARTLY) and is_empty(connection):
            make(connection)
        super().handle(*args, **options)
