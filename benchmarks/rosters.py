"""A country's OneRoster set, imported with every check, beside Django's ``bulk_create`` and the
database's own loader, in the same run.

    python benchmarks/rosters.py [--size 100000] [--only NAME] [--folder DIR]

``--size`` users and half as many enrolments again. Ours reads the set, checks each cell and each
reference, compares with what is there and writes through the set actions, with journal, search,
warehouse marks and what undoing needs; then the same set again; then with one user in a hundred
changed; then with every learner a grade further, as at the turn of a school year; then one user in a
thousand as a delta. ``bulk_create`` writes ready objects of the same persons, words of search, roles, guardians
and places, unchecked and without journal. The loader is SQLite's ``.import`` (else ``executemany``),
or PostgreSQL's ``COPY``, of the two files as they are into tables of text without any index. *Written*
is what ours left, loaded by the database itself into the same tables with the same indexes; *ready*
is the same rows as ready objects through ``bulk_create``, whose calls alone are counted. Each
runs in a process of its own, whose most memory is VmHWM. While ours runs, another process asks for
a page and makes a small change in another ecosystem. With HEDGEROW_DATABASE_URL all of it happens in
databases of that server. One JSON line a figure.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

STEPS = (
    "loader",
    "bulk_create",
    "first",
    "written",
    "ready",
    "unchanged",
    "changed",
    "turned",
    "delta",
)
APART = ("loader", "bulk_create", "written", "ready")
"""Steps that have a database of their own each."""


def main() -> None:
    asked = _arguments()
    if asked.step:
        from _rosters import steps

        print(json.dumps(steps.run(asked.step, asked.size, asked.folder)), flush=True)
        return
    from _rosters import files

    with tempfile.TemporaryDirectory(prefix="hedgerow-rosters-") as made:
        asked.folder = asked.folder or Path(made)
        if not (asked.folder / "set").exists():
            files.write(asked.folder / "set", asked.size)
        found: dict[str, dict[str, Any]] = {}
        for step in STEPS:
            if asked.only in step:
                found[step] = _in_a_process(step, asked)
                _tell(step, asked.size, found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--only", default="", help="steps whose name has this in it")
    parser.add_argument("--step", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(step: str, asked: argparse.Namespace) -> dict[str, Any]:
    """What a step took. Ours, the peer and the loader have a database each."""
    kind = step if step in APART else "ours"
    home = asked.folder / kind
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "HEDGEROW_HOME": str(home)}
    if address := os.environ.get("HEDGEROW_DATABASE_URL"):
        environment["HEDGEROW_DATABASE_URL"] = _own_database(address, kind, step)
    command = [sys.executable, __file__, "--step", step, "--size", str(asked.size)]
    command += ["--folder", str(asked.folder)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def _own_database(address: str, kind: str, step: str) -> str:
    import psycopg
    from psycopg import sql

    own = f"{urlsplit(address).path[1:]}_rosters_{kind}"
    if step in (*APART, "first"):
        with psycopg.connect(address, autocommit=True) as server:
            name = sql.Identifier(own)
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
            server.execute(sql.SQL("CREATE DATABASE {}").format(name))
    return urlsplit(address)._replace(path=f"/{own}").geturl()


def _tell(step: str, users: int, found: dict[str, dict[str, Any]]) -> None:
    rows = found[step].get("size", users + users * 3 // 2)
    took = found[step]["seconds"]
    line = {"core": f"roster: {step}", "size": rows, "ours": round(rows / took), "unit": "rows/s"}
    line |= found[step]
    for peer in ("bulk_create", "written", "loader"):
        if peer in found and step not in (peer, "delta"):
            line[f"ratio_to_{peer}"] = round(found[peer]["seconds"] / took, 3)
    if step in ("written", "ready") and "first" in found:  # which they come after, to have its rows
        line["ratio_of_first"] = round(took / found["first"]["seconds"], 3)
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
