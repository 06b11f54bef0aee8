"""What migrating does is decided by the migrations and the few modules they import."""

import re

from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from tests.database import IMPORTED, migrations

IMPORT = re.compile(r"^\s*(?:import (hedgerow[\w.]*)|from (hedgerow[\w.]*) import (\w+))", re.M)


def test_the_kept_test_database_knows_every_module_that_migrations_import() -> None:
    found = set()
    for file in migrations():
        for plain, package, name in IMPORT.findall(file.read_text(encoding="utf-8")):
            module = plain or f"{package}.{name}"
            found.add(f"{module.removeprefix('hedgerow.').replace('.', '/')}.py")
    assert found == set(IMPORTED)


def test_all_but_triggers_statistics_and_what_finds_words_is_left_out_of_a_new_database() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    lasting = {
        key
        for key, migration in loader.disk_migrations.items()
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.elidable
    }
    ours = {(app, name) for app, name in lasting if app not in {"auth", "contenttypes"}}
    assert ours == {
        ("activities", "0015_titles_by_their_parts"),
        ("journal", "0002_append_only"),
        ("opportunities", "0009_statistics_of_lists"),
        ("search", "0001_initial"),
    }
