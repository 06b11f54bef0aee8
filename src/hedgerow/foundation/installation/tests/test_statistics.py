"""The database knows how large its tables are."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from hedgerow.foundation import jobs


@pytest.mark.django_db
def test_statistics_are_renewed_by_a_job() -> None:
    if connection.vendor != "sqlite":
        return
    rows = ContentType.objects.count()
    jobs.enqueue("installation.statistics")
    assert jobs.run_pending() == 1
    with connection.cursor() as cursor:
        table = ContentType._meta.db_table
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [table])
        assert cursor.fetchone()[0].split()[0] == str(rows)
