"""The six measures on DuckDB and on Spark: equal results, and how long each takes.

Opt-in, for it needs the extra ``spark`` and Java 17 (set ``SPARK_LOCAL_IP=127.0.0.1``):

    python benchmarks/engines.py local[2]

``embedded`` in place of the master compares DuckDB with itself, to try the comparison.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
import ibis
import numpy as np
import polars as pl

from hedgerow.features.engagement.measures import MEASURES
from hedgerow.features.engagement.tests.factories import WINDOW
from hedgerow.foundation.warehouse.queries import read, spark
from hedgerow.foundation.warehouse.schemas import SCHEMAS
from hedgerow.foundation.warehouse.units import Kept


class Files:
    """A lively book written to Parquet, read by one engine."""

    threshold = 10

    def __init__(self, folder: Path, engine: Any) -> None:
        self.folder, self.engine = folder, engine

    def table(self, name: str) -> ibis.Table:
        return read(self.engine, SCHEMAS[name], [self.folder / f"{name}.parquet"])

    def kept(self, key: object, make: Callable[[], Kept]) -> Kept:
        return make()


def main(master: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    django.setup()
    from hedgerow.profile.tests.factories import a_lively_book  # needs the models

    with TemporaryDirectory() as folder:
        book = a_lively_book(learners=2_000, eligible=5_000)
        for name in SCHEMAS:
            frame: pl.DataFrame = book.table(name).to_polars()
            frame.write_parquet(Path(folder) / f"{name}.parquet")
        embedded = Files(Path(folder), ibis.duckdb.connect())
        distributed = Files(
            Path(folder), ibis.duckdb.connect() if master == "embedded" else spark(master)
        )
        for number, measure in MEASURES.items():
            begun = time.perf_counter()
            ours = measure(embedded, WINDOW)
            halfway = time.perf_counter()
            theirs = measure(distributed, WINDOW)
            ended = time.perf_counter()
            if (ours.n, ours.state) != (theirs.n, theirs.state):
                raise SystemExit(f"{number}: {ours.n} {ours.state}, {theirs.n} {theirs.state}")
            if ours.table and theirs.table:
                for mine, other in zip(ours.table.sums(), theirs.table.sums(), strict=True):
                    np.testing.assert_allclose(mine, other, rtol=1e-12)
            line = {"core": f"measure {number}", "size": 2_000, "unit": "s", "peer": "spark"}
            line |= {"ours": halfway - begun, "peer_value": ended - halfway}
            print(json.dumps(line | {"ratio": (ended - halfway) / (halfway - begun)}))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "local[2]")
