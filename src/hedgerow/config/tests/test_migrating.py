"""A database of this version knows how large its tables are."""

import pytest
from django.db import connection

from hedgerow.config.migrating import migrate


@pytest.mark.django_db
@pytest.mark.slow
def test_after_an_upgrade_new_indexes_have_statistics() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("DELETE FROM sqlite_stat1")
        migrate()
        cursor.execute("SELECT count(*) FROM sqlite_stat1")
        assert cursor.fetchone()[0] > 0
