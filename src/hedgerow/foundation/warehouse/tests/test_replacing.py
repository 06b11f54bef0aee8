"""A partition is replaced while others read it: they see the old rows or the new, never a mixture."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore
from time import sleep

import duckdb
import polars as pl
import pytest

from hedgerow.foundation import warehouse
from hedgerow.foundation.warehouse import parquet, queries
from hedgerow.foundation.warehouse.schemas import ATTENDANCE
from hedgerow.foundation.warehouse.tests.factories import GROVE, MARCH, a_mark

SIZES = (9_000, 15_000, 12_000)
READINGS = 60
PATIENCE = 60.0


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.HEDGEROW_HOME = tmp_path
    return tmp_path


def a_frame(size: int) -> pl.DataFrame:
    """That many marks; each row holds, as its person, how many there are."""
    rows = [(*a_mark(size)[:2], number, *a_mark(size)[3:]) for number in range(size)]
    return pl.DataFrame(rows, schema=parquet.types(ATTENDANCE), orient="row")


def put(frame: pl.DataFrame | None, month: str = MARCH) -> None:
    parquet.replace("attendance", GROVE, month, frame)


def told_and_counted() -> tuple[int, int]:
    rows = warehouse.table("attendance", [GROVE])
    found = rows.aggregate(told=rows.person.mean(), counted=rows.session.nunique()).to_polars()
    return int(found["told"][0]), found["counted"][0]


@pytest.mark.slow
def test_a_reader_sees_the_old_rows_or_the_new() -> None:
    frames = [a_frame(size) for size in SIZES]
    put(frames[0])
    begun = Semaphore(0)

    def replace_during_each_reading() -> None:
        for turn in range(READINGS):
            assert begun.acquire(timeout=PATIENCE)
            sleep(turn % 10 * 0.003)
            put(frames[turn % len(frames)])

    def reading() -> tuple[int, int]:
        begun.release()
        rows = queries.steadily(lambda: warehouse.table("attendance", [GROVE]).to_polars())
        return int(rows["person"].mean()), rows["session"].n_unique()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(replace_during_each_reading)
        seen = {reading() for _turn in range(READINGS)}
        writing.result(PATIENCE)
    assert len(seen) > 1
    assert seen <= {(size, size) for size in SIZES}


def test_a_file_is_never_changed_and_the_older_one_is_gone(home: Path) -> None:
    put(a_frame(3))
    (first,) = home.rglob("*.parquet")
    put(a_frame(4))
    (second,) = home.rglob("*.parquet")
    assert first != second
    assert told_and_counted() == (4, 4)


def test_a_worker_killed_between_writing_and_deleting_leaves_the_newer_to_be_read(
    home: Path,
) -> None:
    put(a_frame(3))
    (older,) = home.rglob("*.parquet")
    kept = older.read_bytes()
    put(a_frame(4))
    older.write_bytes(kept)
    assert told_and_counted() == (4, 4)
    put(None)
    assert list(home.rglob("*.parquet")) == []


def test_a_file_from_before_there_were_versions_is_read_and_replaced(home: Path) -> None:
    folder = parquet.folder("attendance", GROVE)
    parquet.save(a_frame(2), folder / f"month={MARCH}.parquet")
    assert told_and_counted() == (2, 2)
    put(a_frame(5))
    assert told_and_counted() == (5, 5)
    assert len(list(home.rglob("*.parquet"))) == 1


@pytest.mark.slow
def test_the_hundredth_version_is_newer_than_the_ninety_ninth() -> None:
    for size in range(1, 101):
        put(a_frame(size))
    assert told_and_counted() == (100, 100)


@pytest.mark.slow
def test_a_file_that_stays_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAUSE", 0)
    put(a_frame(3))
    rows = warehouse.table("attendance", [GROVE])
    put(None)
    with pytest.raises(duckdb.IOException):
        queries.steadily(rows.count().execute)
    assert queries.steadily(lambda: warehouse.table("attendance", [GROVE]).count().execute()) == 0


@pytest.mark.slow
def test_threads_that_read_empty_tables_do_not_end_one_anothers_queries() -> None:
    def read(_thread: int) -> list[int]:
        return [len(warehouse.table("participant", [GROVE]).to_polars()) for _turn in range(40)]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(read, range(4)))
    assert found == [[0] * 40] * 4
