"""The profile of a whole country: all of it, and again after a day's changes.

    python benchmarks/recompute.py [--scale 1] [--folder DIR] [--registers 300] [--steps NAMES]

Takes the country that ``country.py`` writes (writes it where there is none) and does, each in a
process of its own: *copy* every partition into Parquet; *scan* those files once with DuckDB (every
column of every row, grouped by site), the peer of all that follows; *read* the profile; *mark* that
many registers of the latest sessions; *copy again* what they made dirty; *read again*; *meanwhile*:
ask for pages while another process copies and reads everything. One JSON line a figure, with the
processor's time and the most memory in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from _country.places import in_a_process, ready
from _country.timing import most_memory, processor, share_of

PAGES = ("home of a tutor", "people", "person", "register", "activities", "profile")
ECOSYSTEM = 1


def main() -> None:
    asked = _arguments()
    if asked.one:
        print(json.dumps(STEPS[asked.one.replace("_", " ")](asked)), flush=True)
        return
    scan = 0.0
    for name in asked.steps.split(","):
        told = _step(name, asked)
        scan = told["seconds"] if name == "scan" else scan
        line = {"core": f"profile of a country: {name}", "size": float(asked.scale)}
        line |= {"ours": told.pop("seconds"), "unit": "s", **told}
        if name != "scan" and scan:
            line |= {"peer": "one scan of the Parquet", "peer_value": scan}
            line |= {"ratio": round(line["ours"] / scan, 2)}
            line |= {"ratio_to_bound": line["ratio"]}
        print(json.dumps(line), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default="1")
    parser.add_argument("--folder", type=Path, default=Path("hedgerow-data/countries"))
    parser.add_argument("--registers", type=int, default=300)
    parser.add_argument("--asks", type=int, default=20)
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _step(name: str, asked: argparse.Namespace) -> dict[str, float]:
    more = ["--one", name.replace(" ", "_"), *sys.argv[1:]]
    done = in_a_process(__file__, more, asked.scale, asked.folder)
    found: dict[str, float] = json.loads(done.splitlines()[-1])
    return found


def _taken(act: Callable[[], Mapping[str, float]]) -> dict[str, float]:
    begun, before = time.perf_counter(), processor()
    more = act()
    seconds, cpu = time.perf_counter() - begun, processor() - before
    return {"seconds": round(seconds, 2), "cpu": round(cpu, 2), "memory": most_memory(), **more}


def _copy(asked: argparse.Namespace) -> dict[str, float]:
    ready(float(asked.scale))
    from hedgerow.foundation.warehouse import actions

    shutil.rmtree(_parquet(), ignore_errors=True)

    def act() -> dict[str, float]:
        actions.touch_everything(ECOSYSTEM)
        return {"partitions": actions.refresh(ECOSYSTEM)}

    told = _taken(act)
    files = list(_parquet().rglob("*.parquet"))
    return {**told, "megabytes": sum(file.stat().st_size for file in files) // 1_000_000}


def _copy_again(asked: argparse.Namespace) -> dict[str, float]:
    ready(float(asked.scale))
    from hedgerow.foundation.warehouse import actions

    return _taken(lambda: {"partitions": actions.refresh(ECOSYSTEM)})


def _read(asked: argparse.Namespace) -> dict[str, float]:
    ready(float(asked.scale))
    from django.utils import timezone

    from hedgerow.foundation.permissions import Actor
    from hedgerow.profile.actions import compute_profile

    def act() -> dict[str, float]:
        snapshot = compute_profile(ECOSYSTEM, by=Actor.the_steward("job"), at=timezone.now())
        states = [row.state for row in snapshot.readings.all()]
        return {"measures": len(states), "sufficient": states.count("ok")}

    return _taken(act)


def _scan(asked: argparse.Namespace) -> dict[str, float]:
    """Every column of every row once, grouped by site where there is one."""
    import duckdb

    engine = duckdb.connect()
    engine.execute("SET threads = 2")

    def act() -> dict[str, float]:
        rows = 0
        for table in sorted(_parquet().glob("[!.]*")):
            files = f"read_parquet('{table}/**/*.parquet', hive_partitioning=false)"
            columns = [
                row[0] for row in engine.execute(f"DESCRIBE SELECT * FROM {files}").fetchall()
            ]
            most = ", ".join(f"max({name})" for name in columns if name != "site")
            by = "GROUP BY site" if "site" in columns else ""
            found = engine.execute(f"SELECT count(*), {most} FROM {files} {by}").fetchall()
            rows += sum(row[0] for row in found)
        return {"rows": rows}

    act()  # the files are then in memory, as they are after copying
    return _taken(act)


def _mark(asked: argparse.Namespace) -> dict[str, float]:
    country = ready(float(asked.scale))
    from _country.pages import Pages

    pages = Pages(country, random.Random(os.getpid()))

    def act() -> dict[str, float]:
        for _ in range(asked.registers):
            pages.mark()
        return {"registers": asked.registers}

    return _taken(act)


def _meanwhile(asked: argparse.Namespace) -> dict[str, float]:
    """The slowest p95 of some pages, alone and then while everything is copied and read."""
    country = ready(float(asked.scale))
    from _country.pages import Pages

    ask = {name: page for name, page in Pages(country, random.Random(3)).all().items()
           if name in PAGES}  # fmt: skip
    alone = {name: _p95(page, asked.asks) for name, page in ask.items()}
    busy = {name: list[float]() for name in ask}
    scale = ["--scale", asked.scale, "--folder", str(asked.folder)]
    begun = time.perf_counter()
    for step in ("copy", "read"):
        other = subprocess.Popen(
            [sys.executable, __file__, "--one", step, *scale], stdout=subprocess.DEVNULL
        )
        while other.poll() is None:
            for name, page in ask.items():
                busy[name].append(_milliseconds(page))
        if other.returncode:
            raise SystemExit(f"{step} failed")
    told = {"seconds": round(time.perf_counter() - begun, 2), "memory": most_memory()}
    for name, times in busy.items():
        told[f"p95 of {name}"] = share_of(sorted(times), 0.95)
        told[f"p95 of {name}, alone"] = alone[name]
    return {**told, "asked": sum(map(len, busy.values()))}


def _p95(page: Callable[[], object], asks: int) -> float:
    for _ in range(5):
        page()
    return share_of(sorted(_milliseconds(page) for _ in range(asks)), 0.95)


def _milliseconds(page: Callable[[], object]) -> float:
    begun = time.perf_counter()
    page()
    return 1000 * (time.perf_counter() - begun)


def _parquet() -> Path:
    return Path(os.environ["HEDGEROW_HOME"]) / "warehouse"


STEPS: Mapping[str, Callable[[argparse.Namespace], dict[str, float]]] = {
    "copy": _copy,
    "scan": _scan,
    "read": _read,
    "mark": _mark,
    "copy again": _copy_again,
    "read again": _read,
    "meanwhile": _meanwhile,
}


if __name__ == "__main__":
    main()
