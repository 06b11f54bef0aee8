"""Make the tables of an empty database at once, instead of going through every change there was.

Django draws all related models anew at each of some 500 operations: 25 seconds of processor before
the first page. Where that road ends is known: the models as the migrations leave them. A test
holds that both ways lead to the same tables, indexes, constraints and triggers, on both engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether it has no table yet but that in which Django notes the changes, and no note there."""
    noted = MigrationRecorder(connection)
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return tables <= {noted.Migration._meta.db_table} and not noted.applied_migrations()


def make(connection: BaseDatabaseWrapper, targets: Sequence[tuple[str, str]] | None = None) -> Apps:
    """Make the tables that ``targets`` (by default: this version) lead to; the models of then.

    Of an empty database: what migrations do to rows, marked ``elidable``, is left out. All other
    statements of theirs run in their order once the tables are there. All or nothing.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(targets or executor.loader.graph.leaf_nodes())
    migrations = [migration for migration, _ in plan]
    state = executor.loader.project_state([(one.app_label, one.name) for one in migrations])
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, operation in _lasting(migrations):
            operation.database_forwards(app, editor, state, state)
        executor.recorder.ensure_schema()
        for one in migrations:
            executor.recorder.record_applied(one.app_label, one.name)
    return state.apps


def _lasting(migrations: list[Migration]) -> Iterator[tuple[str, Operation]]:
    for one in migrations:
        for operation in one.operations:
            if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                yield one.app_label, operation
