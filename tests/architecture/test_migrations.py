"""What migrating does is decided by the migrations and the few modules they import."""

import re

from tests.database import IMPORTED, migrations

IMPORT = re.compile(r"^\s*(?:import (hedgerow[\w.]*)|from (hedgerow[\w.]*) import (\w+))", re.M)


def test_the_kept_test_database_knows_every_module_that_migrations_import() -> None:
    found = set()
    for file in migrations():
        for plain, package, name in IMPORT.findall(file.read_text(encoding="utf-8")):
            module = plain or f"{package}.{name}"
            found.add(f"{module.removeprefix('hedgerow.').replace('.', '/')}.py")
    assert found == set(IMPORTED)
