"""Dirty marks become files, and a change is never lost between them."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from hedgerow.foundation import jobs, warehouse
from hedgerow.foundation.jobs import lease, work
from hedgerow.foundation.warehouse import actions, parquet
from hedgerow.foundation.warehouse.models import Dirty
from hedgerow.foundation.warehouse.schemas import SCHEMAS
from hedgerow.foundation.warehouse.tests.factories import GROVE, MARCH, ORCHARD, a_mark

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def touch(*months, ecosystem=GROVE, table="attendance"):
    with transaction.atomic():
        warehouse.touch(table, ecosystem, months or [MARCH])


def persons(*ecosystems, months=None):
    rows = warehouse.table("attendance", ecosystems or [GROVE], months).person.execute()
    return sorted(rows.tolist())


def test_a_marked_month_is_copied(marks):
    marks.rows += [a_mark(10), a_mark(11), a_mark(20, ecosystem=ORCHARD)]
    touch()
    assert warehouse.refresh(GROVE) == 1
    assert persons() == [10, 11]
    assert not Dirty.objects.exists()


def test_only_what_is_marked_is_read(marks):
    touch("2026-03")
    touch("2026-04", ecosystem=ORCHARD)
    warehouse.refresh(GROVE)
    assert marks.read == [(GROVE, "2026-03")]
    assert actions.waiting() == [ORCHARD]


def test_one_month_marked_many_times_is_copied_once(marks):
    for _ in range(3):
        touch()
    warehouse.refresh(GROVE)
    assert marks.read == [(GROVE, MARCH)]


def test_a_mark_of_a_change_that_was_rolled_back_is_gone(marks):
    with transaction.atomic():
        warehouse.touch("attendance", GROVE, [MARCH])
        transaction.set_rollback(True)
    assert not Dirty.objects.exists()


def test_a_mark_needs_the_transaction_of_its_change():
    with pytest.raises(ValueError, match="transaction"):
        warehouse.touch("attendance", GROVE, [MARCH])
    assert not Dirty.objects.exists()


@pytest.mark.parametrize(("table", "month"), [("attendance", "all"), ("participant", MARCH)])
def test_it_refuses_a_month_the_table_does_not_have(table, month):
    with pytest.raises(ValueError, match="no partition"):
        touch(month, table=table)
    assert not Dirty.objects.exists()


def test_a_change_during_the_refresh_stays_marked(marks):
    marks.rows += [a_mark(10)]

    def write_meanwhile():
        marks.while_reading = lambda: None
        marks.rows.append(a_mark(11))
        touch()

    marks.while_reading = write_meanwhile
    touch()
    warehouse.refresh(GROVE)
    assert persons() == [10]
    assert Dirty.objects.count() == 1
    warehouse.refresh(GROVE)
    assert persons() == [10, 11]


def test_a_slow_refresh_that_overwrote_a_newer_file_is_repeated(marks):
    marks.rows += [a_mark(10)]

    def another_worker_is_faster():
        marks.while_reading = lambda: None
        marks.rows.append(a_mark(11))
        touch()
        warehouse.refresh(GROVE)
        assert persons() == [10, 11]

    marks.while_reading = another_worker_is_faster
    touch()
    warehouse.refresh(GROVE)
    assert persons() == [10]
    warehouse.refresh(GROVE)
    assert persons() == [10, 11]
    assert not Dirty.objects.exists()


def test_erased_rows_leave_the_file_and_an_empty_month_has_none(marks, tmp_path):
    marks.rows += [a_mark(10)]
    touch()
    warehouse.refresh(GROVE)
    marks.rows.clear()
    touch()
    warehouse.refresh(GROVE)
    assert persons() == []
    assert [file for file in (tmp_path / "warehouse").rglob("*") if file.is_file()] == []


def test_a_failed_read_leaves_file_and_mark(marks, tmp_path):
    marks.rows += [a_mark(10)]
    touch()
    warehouse.refresh(GROVE)
    marks.while_reading = lambda: 1 / 0
    touch()
    with pytest.raises(ZeroDivisionError):
        warehouse.refresh(GROVE)
    assert persons() == [10]
    assert Dirty.objects.count() == 1
    assert [one for one in (tmp_path / "warehouse").rglob(".*") if one.is_file()] == []


def test_a_table_is_read_by_ecosystems_and_months(marks):
    april = date(2026, 4, 1)
    marks.rows += [a_mark(10), a_mark(11, day=april), a_mark(20, ecosystem=ORCHARD)]
    touch(MARCH, "2026-04")
    touch(ecosystem=ORCHARD)
    warehouse.refresh(GROVE)
    warehouse.refresh(ORCHARD)
    assert persons(GROVE, ORCHARD) == [10, 11, 20]
    assert persons(GROVE, months=["2026-04", "2026-05"]) == [11]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_table_without_files_is_empty_with_its_columns(name, settings, tmp_path):
    settings.HEDGEROW_HOME = tmp_path
    rows = warehouse.table(name, [GROVE])
    assert rows.columns == tuple(SCHEMAS[name].columns)
    assert rows.count().execute() == 0


def test_everything_can_be_marked_for_a_rebuild(marks):
    marks.rows += [a_mark(10), a_mark(11, day=date(2026, 4, 1))]
    assert actions.touch_everything(GROVE) == 3
    warehouse.refresh(GROVE)
    assert persons() == [10, 11]


def test_a_month_that_cannot_be_written_keeps_none_before_it_waiting(marks, monkeypatch):
    def write(schema, ecosystem, month, rows, written=parquet.write):
        if month == "2026-04":
            raise OSError("no room")
        return written(schema, ecosystem, month, rows)

    monkeypatch.setattr(parquet, "write", write)
    touch(MARCH, "2026-04")
    with pytest.raises(OSError, match="no room"):
        warehouse.refresh(GROVE)
    assert [one.month for one in Dirty.objects.all()] == ["2026-04"]


def test_a_month_whose_rows_are_gone_is_emptied_by_a_rebuild(marks):
    marks.rows += [a_mark(10), a_mark(11, day=date(2026, 4, 1))]
    actions.touch_everything(GROVE)
    warehouse.refresh(GROVE)
    marks.rows.pop()
    actions.touch_everything(GROVE)
    warehouse.refresh(GROVE)
    assert persons() == [10]


def test_the_ecosystem_comes_first_and_the_origin_last():
    for schema in SCHEMAS.values():
        columns = list(schema.columns)
        assert (columns[0], columns[-1]) == ("ecosystem", "origin")


def test_a_second_refresh_leaves_the_work_to_the_one_that_is_at_it(marks):
    first, second = (jobs.enqueue("warehouse.refresh", slot=str(n)) for n in range(2))
    marks.rows += [a_mark(10)]
    touch()
    at_it = lease.claim(timezone.now(), only=first)
    assert work.finish(second, lambda done, total: None) is None
    assert (jobs.progress_of(second).state, marks.read) == ("done", [])
    lease.give_back(at_it.lease)
    assert work.finish(first, lambda done, total: None) is None
    assert (marks.read, persons()) == ([(GROVE, MARCH)], [10])
