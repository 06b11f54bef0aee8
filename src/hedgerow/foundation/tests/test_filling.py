"""Of very many rows the indexes are built once, and all is as if they had been written one by one."""

import polars as pl
import pytest
from django.db import IntegrityError, connection, transaction

from hedgerow.foundation import columns, filling
from hedgerow.foundation.journal.models import ClosedBook
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,  # it is SQLite's way
]


@pytest.fixture
def few(monkeypatch):
    """So few rows are very many, and statements have less than all of them."""
    monkeypatch.setattr(filling, "WORTH", 5)
    monkeypatch.setattr(filling, "A_STATEMENT", 3)
    with connection.cursor() as cursor:  # keys begin at one, whatever was there before
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [Dirty._meta.db_table])


def schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        return cursor.fetchall()


def statements(rows):
    frame = pl.DataFrame({"table": [f"t{n}" for n in range(rows)], "ecosystem": range(rows)})
    said = []

    def heard(execute, sql, *rest):
        said.append(sql.split(" ")[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(heard):
        columns.insert(Dirty, frame, month="all")
    return said


@pytest.mark.usefixtures("few")
def test_indexes_are_built_once_where_more_rows_come_than_are_there():
    before = schema()
    assert "CREATE" in statements(7)
    assert "CREATE" in statements(7)
    assert "CREATE" not in statements(5)  # of 14 that are there
    assert schema() == before
    rows = Dirty.objects.order_by("pk").values_list("table", "ecosystem", "month")
    assert [*rows] == [(f"t{n}", n, "all") for many in (7, 7, 5) for n in range(many)]
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.usefixtures("few")
def test_indexes_wait_for_all_that_comes_where_that_is_said():
    before = schema()
    with filling.built_at_the_end(Dirty._meta.db_table):
        with filling.built_at_the_end(ClosedBook._meta.db_table):
            first, second = statements(7), statements(7)
        assert ("DROP" in first, "CREATE" in first) == (True, False)
        assert {"DROP", "CREATE"}.isdisjoint(second)
        assert schema() != before
    assert schema() == before
    assert Dirty.objects.count() == 14
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert "CREATE" in statements(20)


@pytest.mark.usefixtures("few")
def test_indexes_that_waited_are_back_with_what_is_rolled_back():
    before = schema()
    at_the_end = filling.built_at_the_end(Dirty._meta.db_table)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), at_the_end:
        statements(7)
        _ = 1 / 0
    assert schema() == before
    assert "CREATE" in statements(7)


def test_few_rows_leave_the_indexes_alone():
    assert "CREATE" not in statements(7)


@pytest.mark.usefixtures("few")
def test_a_row_given_twice_is_refused_and_the_indexes_are_there_again():
    before = schema()
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX for_once ON warehouse_dirty (ecosystem)")
    with pytest.raises(IntegrityError), transaction.atomic():
        frame = pl.DataFrame({"table": ["a"] * 8, "ecosystem": [*range(7), 3]})
        columns.insert(Dirty, frame, month="all")
    assert not Dirty.objects.exists()
    assert [name for name, _sql in schema() if (name, _sql) not in before] == ["for_once"]


@pytest.mark.usefixtures("few")
def test_a_refused_statement_leaves_nothing_of_those_before_it():
    frame = pl.DataFrame({"ecosystem": [1, 2, 3, 4, 5, 6, 7, 1]})
    with pytest.raises(IntegrityError), transaction.atomic():
        columns.insert(ClosedBook, frame, on="2026-11-02")
    assert not ClosedBook.objects.exists()


@pytest.mark.usefixtures("few")
def test_what_is_known_of_the_indexes_is_kept():
    statements(7)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE warehouse_dirty")
        known = cursor.execute("SELECT * FROM sqlite_stat1 ORDER BY idx").fetchall()
        statements(9)
        assert cursor.execute("SELECT * FROM sqlite_stat1 ORDER BY idx").fetchall() == known
    assert any(table == "warehouse_dirty" for table, _index, _stat in known)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("text", ["it's 100 %s", "a\0b", "", "two\nlines"])
def test_what_is_the_same_in_each_row_is_kept_as_it_is(text):
    columns.insert(Dirty, pl.DataFrame({"table": [text] * 7, "ecosystem": range(7)}), month="all")
    assert {*Dirty.objects.values_list("table", flat=True)} == {text}
    assert Dirty.objects.count() == 7


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["a", None, "a", None], [None, 1, 1, 1]),
        ([None, None, None, "a"], [2.5, 2.5, 2.5, 2.5]),
        (["a"] * 4, [True] * 4),
        ([None] * 4, [None] * 4),
        ([], []),
    ],
)
def test_what_is_missing_in_some_rows_is_missing_in_these_alone(texts, numbers):
    frame = pl.DataFrame({"said": texts, "counted": numbers, "at": range(len(texts))}, strict=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE some_rows (said TEXT, counted NUMERIC, at INTEGER)")
        filling.fill("some_rows", frame, {})
        cursor.execute("SELECT said, counted FROM some_rows ORDER BY at")
        assert cursor.fetchall() == [*zip(texts, numbers, strict=True)]
