"""Published tables as Ibis expressions, run embedded (DuckDB) or distributed (Spark)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import local
from time import sleep, time
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import duckdb
import ibis
import polars as pl
from django.conf import settings

from hedgerow.foundation.warehouse import parquet
from hedgerow.foundation.warehouse.schemas import SCHEMAS, Schema

if TYPE_CHECKING:
    import ibis.expr.types.relations as ir

Answer = TypeVar("Answer")
DUCKDB_TYPES = {
    "int": "BIGINT", "float": "DOUBLE", "text": "VARCHAR", "bool": "BOOLEAN", "date": "DATE",
}  # fmt: skip
TRIES, PAUSE = 20, 0.05
STORED = "stored_"
MEMORY, A_DAY = "1GB", 86_400
"""So much an engine takes; what needs more goes through files that it deletes itself."""


class _OfThread(local):
    """A thread's engine, and the tables it has read there: by view, with engine and files."""

    def __init__(self) -> None:
        self.engine: Any = None
        self.views: dict[str, tuple[Any, list[Path], ir.Table]] = {}


_of_thread = _OfThread()


def table(name: str, ecosystems: Sequence[int], months: Iterable[str] | None = None) -> ir.Table:
    """The rows of a published table for these ecosystems, as an Ibis expression.

    A partition without rows has no file; without any file the table is empty, with its columns.
    It is put together once in each thread, and again when there are other files: a partition that is
    written again has another name.
    """
    schema, engine = SCHEMAS[name], backend()
    wanted = None if months is None else sorted(months)
    found = parquet.files(name, ecosystems, wanted)
    view = f"{name}_{_short((ecosystems, wanted))}"
    known = _of_thread.views.get(view)
    if known is None or known[0] is not engine or known[1] != found:
        known = _of_thread.views[view] = engine, found, read(engine, schema, found, view=view)
    rows: ir.Table = known[2]
    return rows


def steadily(reading: Callable[[], Answer]) -> Answer:
    """Do a reading; anew, where a file it read was replaced by a newer one meanwhile.

    Raises duckdb.IOException when that goes on, or when a file cannot be read for another reason.
    """
    for _attempt in range(TRIES - 1):
        try:
            return reading()
        except duckdb.IOException:
            sleep(PAUSE)
    return reading()


def read(engine: Any, schema: Schema, files: Sequence[Path], *, view: str = "") -> ir.Table:
    """The files as one table of ``engine``, columns in the schema's order.

    ``view`` names it there. The same name is taken again when a partition has a newer file, so
    that a worker of many days does not gather views.
    """
    if not files:
        return _empty(engine, schema)
    paths = [str(file) for file in files]
    if engine.name == "duckdb":
        name = view or f"{schema.name}_{_short(paths)}"
        return _in_order(engine.read_parquet(paths, table_name=name), schema)
    return ibis.union(*[_in_order(engine.read_parquet(path), schema) for path in paths])


def stored(rows: ir.Table) -> ir.Table:
    """The rows of an expression, computed now and held by its engine until ``forget`` is told."""
    engine = rows.get_backend()
    if engine.name != "duckdb":
        return rows.cache()
    name = f"{STORED}{uuid4().hex}"
    engine.con.register(name, rows.to_pyarrow())
    return engine.table(name)


def forget(rows: ir.Table) -> None:
    """Let go of stored rows, in the thread that stored them."""
    engine = rows.get_backend()
    if engine.name == "duckdb":
        engine.con.unregister(rows.get_name())


def _empty(engine: Any, schema: Schema) -> ir.Table:
    """No rows, in the engine itself: a table in memory alone would be read in a DuckDB that all
    threads share, and one thread would end the query of another.
    """
    if engine.name != "duckdb":
        return ibis.memtable(pl.DataFrame(schema=parquet.types(schema)))
    columns = [f"NULL::{DUCKDB_TYPES[kind]} AS {name}" for name, kind in schema.columns.items()]
    return engine.sql(f"SELECT {', '.join(columns)} WHERE FALSE")


def _short(what: object) -> str:
    return sha256(repr(what).encode()).hexdigest()[:16]


def _in_order(rows: ir.Table, schema: Schema) -> ir.Table:
    return rows.select(*schema.columns)


def backend() -> Any:
    """The engine: one DuckDB in memory a thread, or the Spark master that the setting names."""
    master = getattr(settings, "HEDGEROW_SPARK_MASTER", "")
    if master:
        return spark(master)
    if _of_thread.engine is None:
        _of_thread.engine = ibis.duckdb.connect(
            threads=2, memory_limit=MEMORY, temp_directory=str(_spilling())
        )
    return _of_thread.engine


def _spilling() -> Path:
    """A folder for one engine alone, which makes and deletes it; of a killed one it is deleted here."""
    home = Path(settings.HEDGEROW_HOME) / "warehouse" / ".spilled"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for other in home.glob("*"):
        if other.stat().st_mtime < time() - A_DAY:
            rmtree(other, ignore_errors=True)
    return home / uuid4().hex


@cache
def spark(master: str) -> Any:
    """A session on that master; needs the extra ``spark`` and Java 17."""
    from pyspark.sql import SparkSession  # an extra that most do not install

    session = (
        SparkSession.builder.master(master)
        .appName("hedgerow")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    return ibis.pyspark.connect(session)
