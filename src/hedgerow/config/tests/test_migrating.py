"""A database of this version knows how large its tables are."""

import pytest
from django.db import connection

from hedgerow.config import migrating
from hedgerow.config.migrating import NothingInstalled, migrate, prepare


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


@pytest.mark.django_db
def test_who_only_reads_is_told_that_nothing_is_installed_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    monkeypatch.setattr(migrating, "migrate", lambda: made.append(1))
    monkeypatch.setattr(migrating.MigrationRecorder, "has_table", lambda self: False)
    with pytest.raises(NothingInstalled):
        prepare(only_reads=True)
    assert made == []


@pytest.mark.django_db
def test_who_only_reads_is_let_in_where_something_is_installed() -> None:
    prepare(only_reads=True)
