"""The database knows how large its tables are."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from hedgerow.foundation import jobs
from hedgerow.foundation.installation.statistics import LOOKED_AT, renew_statistics
from hedgerow.foundation.jobs.models import Job


@pytest.mark.django_db
def test_statistics_are_renewed_by_a_job() -> None:
    rows = ContentType.objects.count()
    jobs.enqueue("installation.statistics")
    assert jobs.run_pending() == 1
    asked = "SELECT stat FROM sqlite_stat1 WHERE tbl = %s"
    if connection.vendor != "sqlite":
        asked = "SELECT reltuples::integer::text FROM pg_class WHERE relname = %s"
    with connection.cursor() as cursor:
        cursor.execute(asked, [ContentType._meta.db_table])
        assert cursor.fetchone()[0].split()[0] == str(rows)


@pytest.mark.slow
@pytest.mark.django_db
def test_all_indexes_of_a_long_table_say_that_it_is_as_long() -> None:
    if connection.vendor != "sqlite":
        return
    now = timezone.now()
    Job.objects.bulk_create(Job(name=f"n{n % 7}", run_at=now) for n in range(2 * LOOKED_AT + 500))
    renew_statistics()
    with connection.cursor() as cursor:
        asked = "SELECT s.stat FROM sqlite_stat1 s JOIN sqlite_master m ON m.name = s.idx"
        asked += " WHERE s.tbl = %s AND (m.sql IS NULL OR m.sql NOT LIKE '%% WHERE %%')"
        cursor.execute(asked, [Job._meta.db_table])
        said = {stat.split()[0] for (stat,) in cursor.fetchall()}
    (length,) = map(int, said)
    keys = Job.objects.aggregate(first=Min("pk"), last=Max("pk"))
    assert abs(length - keys["last"]) <= 1  # as the highest key says, whatever was there before
    assert keys["last"] - keys["first"] == 2 * LOOKED_AT + 499


@pytest.mark.slow
@pytest.mark.django_db
def test_where_all_that_were_read_are_alike_their_values_are_counted() -> None:
    if connection.vendor != "sqlite":
        return
    count, now = 2 * LOOKED_AT + 500, timezone.now()
    states = (Job.State.READY, Job.State.DONE)
    Job.objects.bulk_create(Job(name="n", run_at=now, state=states[n % 2]) for n in range(count))
    renew_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'jobs_first'")
        length, of_a_state, in_a_lane, *_rest = map(int, cursor.fetchone()[0].split())
        assert of_a_state == in_a_lane == length // 2
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE idx = 'jobs_running'")
        _length, of_a_state, of_no_lease = map(int, cursor.fetchone()[0].split())
    assert (of_a_state, of_no_lease) == (
        length // 2,
        LOOKED_AT + 1,
    )  # nobody asks for a missing one
