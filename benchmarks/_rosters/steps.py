"""The steps that are measured, each in a process of its own."""

from __future__ import annotations

import csv
import logging
import os
import resource
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .files import ENROLMENTS, USERS, write_delta

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
LOADED = {"users": USERS, "enrollments": ENROLMENTS}
IN_A_HUNDRED, IN_A_THOUSAND = 100, 1000


def run(step: str, size: int, folder: Path) -> dict[str, Any]:
    """Seconds, processor seconds and most memory of a step, and what else it has to say."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")
    import django

    django.setup()
    logging.disable(logging.INFO)
    if step == "loader":
        return _timed(lambda: _load(folder))
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if step == "written":
        from . import written

        return _timed(lambda: written.load(folder))
    if step == "ready":
        from . import ready

        return ready.write(folder)
    if step == "bulk_create":
        from . import peer

        objects = peer.Country(folder / "set", AT)
        return _timed(objects.write)
    return _ours(step, folder)


def _ours(step: str, folder: Path) -> dict[str, Any]:
    from hedgerow.edges.exchange.actions import Upload, import_file
    from hedgerow.foundation.installation import statistics
    from hedgerow.foundation.permissions import Actor

    from . import meanwhile

    own = meanwhile.planted(AT)
    if step == "changed":
        _change(folder / "set" / "users.csv")
    if step == "turned":
        _turn(folder / "set" / "users.csv")
    said: dict[str, Any] = {}
    came = folder / "set"
    if step == "delta":
        came = folder / "delta"
        said["size"] = write_delta(folder / "set", came, IN_A_THOUSAND)
    upload = Upload(came, None)

    def bring_in() -> None:
        found = import_file(own, upload, by=Actor.the_steward(), at=AT)
        for name in ("new", "changed", "unchanged"):
            said[name] = sum(getattr(found, name).values())

    with meanwhile.asked(said):
        figures = _timed(bring_in)
    statistics.renew_statistics()  # as the job does that a large import asks for
    return figures | said


def _change(users: Path) -> None:
    """Another family name for every hundredth user."""
    lines = users.read_text().split("\n")
    family = USERS.index("familyName")
    for n in range(1, len(lines), IN_A_HUNDRED):
        cells = lines[n].rstrip("\r").split(",")
        if len(cells) == len(USERS):
            cells[family] += " Nova"
            lines[n] = ",".join(cells)
    users.write_text("\n".join(lines))


def _turn(users: Path) -> None:
    """Every learner a grade further."""
    with users.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["grades"]:
            row["grades"] = f"{int(row['grades']) % 12 + 1:02}"
    with users.open("w", newline="") as file:
        writer = csv.DictWriter(file, USERS)
        writer.writeheader()
        writer.writerows(rows)


def _load(folder: Path) -> None:
    """The two files as they are into bare tables of text."""
    from django.db import connection

    for name, columns in LOADED.items():
        table = f"bench_{name}"
        said = ", ".join(f'"{one}" text' for one in columns)
        made = f"CREATE TABLE {table} ({said})"
        path = folder / "set" / f"{name}.csv"
        if connection.vendor == "sqlite":
            _load_sqlite(path, table, made)
        else:
            _load_postgresql(path, table, made)


def _load_sqlite(path: Path, table: str, made: str) -> None:
    database = Path(os.environ["HEDGEROW_HOME"]) / "loaded.sqlite3"
    if shell := shutil.which("sqlite3"):
        said = "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=NORMAL;\n"
        said += f"{made};\n.mode csv\n.import --skip 1 {path} {table}\n"
        subprocess.run([shell, database], input=said, text=True, check=True, capture_output=True)
        return
    with sqlite3.connect(database) as file, path.open(newline="") as content:
        file.execute("PRAGMA journal_mode=WAL")
        file.execute(made)
        lines = csv.reader(content)
        places = ", ".join("?" for _one in next(lines))
        file.executemany(f"INSERT INTO {table} VALUES ({places})", lines)


def _load_postgresql(path: Path, table: str, made: str) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(made)
        said = f"COPY {table} FROM STDIN (FORMAT csv, HEADER true)"
        with path.open("rb") as content, cursor.cursor.copy(said) as copy:
            while part := content.read(1 << 20):
                copy.write(part)


def _timed(act: Callable[[], object]) -> dict[str, Any]:
    begun, processor = time.perf_counter(), _processor()
    act()
    took = time.perf_counter() - begun
    spent = _processor() - processor
    return {"seconds": round(took, 2), "cpu": round(spent, 2), "peak_mb": _peak()}


def _processor() -> float:
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak() -> int:
    """The most memory of this process so far, in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
