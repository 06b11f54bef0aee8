"""The engine holds what it is told to, and keeps large work in files that go away."""

import os
from time import time

import pytest

from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse import actions, queries
from hedgerow.foundation.warehouse.queries import backend, forget, stored
from hedgerow.foundation.warehouse.tests.factories import GROVE, a_mark

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def engine(marks, monkeypatch):
    monkeypatch.setattr(queries._of_thread, "engine", None)
    return backend


def test_stored_rows_stay_as_they_were_until_they_are_forgotten(marks, engine):
    marks.rows += [a_mark(10), a_mark(11)]
    actions.touch_everything(GROVE)
    warehouse.refresh(GROVE)
    rows = stored(warehouse.table("attendance", [GROVE]).select("person"))
    marks.rows.clear()
    actions.touch_everything(GROVE)
    assert sorted(rows.person.execute().tolist()) == [10, 11]
    assert rows.get_name() in engine().list_tables()
    forget(rows)
    assert rows.get_name() not in engine().list_tables()


def test_what_a_killed_engine_left_is_deleted_after_a_day(marks, engine, tmp_path):
    home = tmp_path / "warehouse" / ".spilled"
    for name, age in (("old", 2 * queries.A_DAY), ("new", 0)):
        (home / name).mkdir(parents=True)
        (home / name / "rows.tmp").write_text("17")
        os.utime(home / name, (time() - age,) * 2)
    engine()
    assert sorted(one.name for one in home.iterdir()) == ["new"]


def test_work_beyond_the_memory_is_done_and_leaves_no_file(marks, engine, tmp_path, monkeypatch):
    monkeypatch.setattr(queries, "MEMORY", "100MB")
    sql = (
        "SELECT count(*) FROM (SELECT DISTINCT a.range, b.range FROM range(9000) a, range(1000) b)"
    )
    assert engine().con.execute(sql).fetchone() == (9_000_000,)
    assert list((tmp_path / "warehouse" / ".spilled").rglob("*.tmp")) == []


def test_a_table_is_put_together_once_until_a_partition_is_written_again(marks, engine):
    marks.rows += [a_mark(10)]
    actions.touch_everything(GROVE)
    warehouse.refresh(GROVE)
    before = warehouse.table("attendance", [GROVE])
    assert warehouse.table("attendance", [GROVE]) is before
    marks.rows += [a_mark(11)]
    actions.touch_everything(GROVE)
    warehouse.refresh(GROVE)
    after = warehouse.table("attendance", [GROVE])
    assert after is not before
    assert sorted(after.person.execute().tolist()) == [10, 11]
