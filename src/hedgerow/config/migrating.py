"""Bring the database to this version, and see that a command finds one it can use."""

import contextlib
import sqlite3
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.bars import Telling, bar
from hedgerow.foundation.errors import Refused
from hedgerow.foundation.installation.home import hold, the_home
from hedgerow.foundation.installation.management.commands.migrate import Command as Migrate
from hedgerow.foundation.installation.statistics import renew_statistics

ADVISORY_LOCK = 4_845_447


class DatabaseIsOlder(Refused):
    code = "serve.database_is_older"
    text = _("The database is of an older version of Hedgerow.")
    next_step = _("Start the server once (hedgerow run): it copies the database and updates it.")


class NothingInstalled(Refused):
    code = "serve.nothing_installed"
    text = _("Nothing is installed in this database.")
    next_step = _(
        "Look whether HEDGEROW_HOME and HEDGEROW_DATABASE_URL are those of your installation; "
        "a new one begins with hedgerow run, or with hedgerow plant."
    )


def prepare(*, only_reads: bool = False) -> None:
    """Fill an empty database; one in use has been filled by whoever uses it.

    Raises DatabaseIsOlder where changes wait that only the server makes, after a copy, and
    NothingInstalled where there is nothing for who ``only_reads``.
    """
    if only_reads and _is_empty():
        raise NothingInstalled
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if executor.loader.applied_migrations:
        raise DatabaseIsOlder
    with hold(the_home()):
        migrate()


def _is_empty() -> bool:
    """Whether nothing was ever installed there; a file that is not there is not made."""
    if connection.vendor == "sqlite" and not _exists(str(connection.settings_dict["NAME"])):
        return True
    return not MigrationRecorder(connection).has_table()


def _exists(name: str) -> bool:
    return "memory" in name or Path(name).exists()


def migrate() -> None:
    """Bring the database to this version: SQLite after a copy, PostgreSQL under a lock.

    Says on stderr how far it is; nothing where nothing is to be done.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            try:
                _change()
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
    else:
        _copy_before_change(Path(connection.settings_dict["NAME"]))
        _change()
    call_command("createcachetable", verbosity=0)
    renew_statistics()  # of a new index there are none, and it would be passed over or misused


def _change() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        call_command("migrate", verbosity=0)
        return
    is_old = bool(executor.loader.applied_migrations)
    with bar("Updating the database" if is_old else "Setting up the database") as told:
        call_command(_Told(told, len(plan)), verbosity=0)
        told(len(plan), len(plan))  # an empty database is made at once, without steps


class _Told(Migrate):
    """Our ``migrate``, which says how many of its steps are done."""

    def __init__(self, telling: Telling, steps: int) -> None:
        super().__init__()
        self._telling, self._done, self._steps = telling, 0, steps

    def migration_progress_callback(
        self, action: str, migration: object = None, fake: bool = False
    ) -> None:
        if action == "apply_success":
            self._done += 1
            self._telling(self._done, self._steps)


def _copy_before_change(database: Path) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan or not executor.loader.applied_migrations:
        return
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    copy = database.with_name(f"before-upgrade-{stamp}.sqlite3")
    with contextlib.closing(sqlite3.connect(copy)) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
