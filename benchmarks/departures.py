"""What leaves a whole country: the archive of all it holds, and what has been kept long enough.

    python benchmarks/departures.py [--scale 1] [--folder DIR] [--steps raw,archive,due,month]

Takes the country that ``country.py`` writes. *raw* is the peer of *archive*: the same tables, each row
as the database gives it, through ``csv.writer`` into a ZIP. *due* looks up what retention would let
go, of which there is nothing; *month* lets the country's first month of marks go, as five years
later (it deletes them: ask for it last, by name). One JSON line a figure, with memory in MB.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from _country.places import in_a_process, ready
from _country.size import FIRST_DAY
from _country.timing import most_memory, processor


def main() -> None:
    asked = _arguments()
    if asked.one:
        print(json.dumps(_taken(STEPS[asked.one], asked)), flush=True)
        return
    raw = 0.0
    for name in asked.steps.split(","):
        done = in_a_process(__file__, ["--one", name, *sys.argv[1:]], asked.scale, asked.folder)
        told: dict[str, float] = json.loads(done.splitlines()[-1])
        line = {"core": f"leaving a country: {name}", "size": float(asked.scale)}
        line |= {"ours": told.pop("seconds"), "unit": "s", **told}
        raw = line["ours"] if name == "raw" else raw
        if name == "archive" and raw:
            line |= {"peer": "the rows as they are, into a ZIP", "peer_value": raw}
            line |= {"ratio": round(line["ours"] / raw, 2)}
            line |= {"ratio_to_bound": line["ratio"]}
        print(json.dumps(line), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default="1")
    parser.add_argument("--folder", type=Path, default=Path("hedgerow-data/countries"))
    parser.add_argument("--steps", default="raw,archive,due")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _taken(act: Callable[[Path], dict[str, float]], asked: argparse.Namespace) -> dict[str, float]:
    ready(float(asked.scale))
    begun, before = time.perf_counter(), processor()
    more = act(asked.folder)
    seconds, cpu = time.perf_counter() - begun, processor() - before
    return {"seconds": round(seconds, 1), "cpu": round(cpu, 1), "memory": most_memory(), **more}


def _archive(folder: Path) -> dict[str, float]:
    from hedgerow.commons.ecosystems.models import Ecosystem
    from hedgerow.edges.archives import writing

    target, began = folder / "archive.zip", time.perf_counter()

    def told(done: int, total: int) -> None:
        took = time.perf_counter() - began
        print(f"{done} of {total} files, {took:.0f} s, {most_memory()} MB", file=sys.stderr)

    rows = writing.write(Ecosystem.objects.get(slug="country"), target, datetime.now(UTC), told)
    size = target.stat().st_size
    target.unlink()
    return {"rows": rows, "bytes": size}


def _raw(folder: Path) -> dict[str, float]:
    from django.db import connection

    from hedgerow.edges.archives.contents import PARTS

    target, rows = folder / "raw.zip", 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in PARTS:
            name = part.model._meta.db_table
            with packed.open(name, "w", force_zip64=True) as file:
                text = io.TextIOWrapper(file, "utf-8", newline="")
                writer = csv.writer(text)
                with connection.chunked_cursor() as cursor:
                    cursor.execute(f'SELECT * FROM "{name}"')
                    while some := cursor.fetchmany(5_000):
                        writer.writerows(some)
                        rows += len(some)
                text.flush()
    size = target.stat().st_size
    target.unlink()
    return {"rows": rows, "bytes": size}


def _due(folder: Path) -> dict[str, float]:
    from hedgerow.portal.retention import due

    return {"rows": sum(one.rows for one in due(datetime.now(UTC)))}


def _month(folder: Path) -> dict[str, float]:
    from hedgerow.foundation.permissions import Actor
    from hedgerow.portal import retention

    rule = next(one for one in retention.timed() if retention.label(one).endswith(".attendance"))
    kept = rule.keep or timedelta()
    later = datetime(FIRST_DAY.year, FIRST_DAY.month + 1, 2, tzinfo=UTC) + kept
    gone = retention.let_go(later, by=Actor.the_steward("job"))
    return {"rows": sum(gone.values())}


STEPS: Mapping[str, Callable[[Path], dict[str, float]]] = {
    "raw": _raw,
    "archive": _archive,
    "due": _due,
    "month": _month,
}


if __name__ == "__main__":
    main()
