"""Rows by columns are read and written as row by row, on both engines."""

import polars as pl
import pytest
from django.db import IntegrityError, connection, transaction

from hedgerow.foundation import columns, manykeys, sets
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
MONTH = "1%'%s\\"
TEXTS = ["", "\\N", 'q"u', "a,b", "two\nlines", "أحمد", "NULL"]


def written(texts=TEXTS):
    keys = manykeys.new_keys(Dirty, len(texts))
    frame = pl.DataFrame({"table": texts, "ecosystem": range(len(texts))}).with_columns(keys)
    columns.insert(Dirty, frame, month=MONTH)
    return keys.to_list()


def test_what_is_written_by_columns_is_read_as_it_was():
    keys = written()
    rows = Dirty.objects.filter(pk__in=keys).order_by("pk")
    assert list(rows.values_list("pk", "table", "ecosystem", "month")) == [
        (key, text, number, MONTH)
        for number, (key, text) in enumerate(zip(keys, TEXTS, strict=True))
    ]
    schema = {"table": pl.String, "ecosystem": pl.Int64}
    found = columns.frame_of(rows.values_list("table", "ecosystem"), schema)
    assert found.rows() == [(text, number) for number, text in enumerate(TEXTS)]


def test_no_rows_are_a_frame_without_rows():
    found = columns.frame_of(Dirty.objects.values_list("table"), {"table": pl.String})
    assert found.rows() == []


def test_keys_are_never_given_twice():
    first = written()
    one = Dirty.objects.create(table="x", ecosystem=1, month="all")
    second = written()
    Dirty.objects.all().delete()
    third = written()
    keys = [*first, one.pk, *second, *third, Dirty.objects.create(table="x", ecosystem=1).pk]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)


def test_what_the_database_refuses_leaves_nothing():
    keys = written()
    frame = pl.DataFrame({"id": [keys[-1] + 1, keys[0]], "table": ["a", "b"], "ecosystem": [1, 1]})
    with pytest.raises(IntegrityError), transaction.atomic():
        columns.insert(Dirty, frame, month="all")
    assert Dirty.objects.count() == len(TEXTS)


def test_public_ids_are_new_and_in_order():
    ids = manykeys.uuids(1_000)
    assert ids.n_unique() == 1_000
    assert ids.is_sorted()
    dashed = manykeys.dashed(ids)
    assert [one.replace("-", "") for one in dashed] == ids.to_list()
    assert {len(one) for one in dashed} == {36}


def test_the_room_that_sqlite_is_given_is_given_back():
    if connection.vendor != "sqlite":
        with columns.roomy():
            return

    def pages():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA cache_size").fetchone()[0]

    before = pages()
    with columns.roomy():
        assert pages() == -columns.CACHE
    assert pages() == before


def test_ready_objects_are_added_as_one_by_one(monkeypatch):
    def made():
        return [Dirty(table=text, ecosystem=len(text), month="all") for text in TEXTS]

    plain, many = made(), made()
    sets.add_all(Dirty, plain)
    monkeypatch.setattr(sets, "MANY", 1)
    sets.add_all(Dirty, many)
    assert [row.pk for row in many] == [plain[-1].pk + 1 + at for at in range(len(many))]
    for ours, theirs in zip(many, plain, strict=True):
        ours.refresh_from_db()
        assert (ours.table, ours.ecosystem, ours.month) == (theirs.table, theirs.ecosystem, "all")
        ours.month = "2026-11"
        ours.save()  # it is known to be there
    assert Dirty.objects.count() == 2 * len(TEXTS)
