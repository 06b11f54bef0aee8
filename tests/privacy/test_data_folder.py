"""After ``hedgerow erase`` neither a table nor a file of the data folder holds the person."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import polars as pl
import pytest

pytestmark = pytest.mark.kill
ROOT = Path(__file__).parents[2]
WORDS = ("zebedee", "quux")
SHEET = "code,name,email,school\n7,Zebedee Quux,quux@zebedee.example,oak\n"


def run(home: Path, *words: str) -> str:
    """Run a program on that data folder to its end; what it printed."""
    environment = {key: value for key, value in os.environ.items() if "HEDGEROW" not in key} | {
        "HEDGEROW_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "hedgerow.config.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tables_with_it(home: Path) -> Iterator[str]:
    """Tables of the database whose rows hold one of the words; Django's own and the cache too."""
    file = sqlite3.connect(home / "hedgerow.sqlite3")
    try:
        named = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in named:
            rows = file.execute(f'SELECT * FROM "{table}"').fetchall()
            if any(_tells(value) for row in rows for value in row):
                yield table
    finally:
        file.close()


def _tells(value: object) -> bool:
    """Whether one of the words stands in it, packed or not."""
    with suppress(zlib.error):
        value = zlib.decompress(value) if isinstance(value, bytes) else value
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return any(word in text.casefold() for word in WORDS)


def files_with_it(home: Path) -> Iterator[str]:
    """Files that hold one of the words, packed columns unpacked, free pages included."""
    for file in sorted(home.rglob("*")):
        if not file.is_file():
            continue
        told = _tells(file.read_bytes()) or _tells(file.name)
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                told = told or any(_tells(packed.read(name)) for name in packed.namelist())
        if file.suffix == ".parquet":
            told = told or any(
                _tells(value) for row in pl.read_parquet(file).rows() for value in row
            )
        if told:
            yield str(file.relative_to(home))


def of_the_person(home: Path, number: int, uuid: str) -> int:
    """How often the warehouse and the profile's rows speak of that person, by number or id."""
    frames = [pl.read_parquet(file) for file in home.rglob("*.parquet")]
    found = 0
    for frame in frames:
        if "person" in frame.columns:
            found += frame.filter(pl.col("person") == number).height
        found += sum(frame[name].eq(uuid).sum() for name in frame.columns
                     if frame[name].dtype == pl.String)  # fmt: skip
    return found


@contextmanager
def as_a_server_would(home: Path) -> Iterator[None]:
    """Keep the database open: its write-ahead log outlives the command."""
    file = sqlite3.connect(home / "hedgerow.sqlite3")
    file.execute("SELECT count(*) FROM people_person").fetchone()
    try:
        yield
    finally:
        file.close()


def zebedee(home: Path) -> tuple[int, str]:
    file = sqlite3.connect(home / "hedgerow.sqlite3")
    pk, uuid = file.execute("SELECT id, uuid FROM people_person WHERE code = '7'").fetchone()
    file.close()
    return pk, f"{uuid[:8]}-{uuid[8:12]}-{uuid[12:16]}-{uuid[16:20]}-{uuid[20:]}"


def test_nothing_is_left_in_any_table_or_file(tmp_path: Path) -> None:
    home, sheet = tmp_path / "home", tmp_path / "people.csv"
    home.mkdir(mode=0o700)
    sheet.write_text(SHEET)
    run(home, "tests.privacy.leaving", str(sheet))
    pk, uuid = zebedee(home)
    named = {"people_person", "people_account", "people_nameword", "families_emergencycontact"}
    assert named | {"files_storedfile"} <= set(tables_with_it(home))
    kinds = {name.partition("/")[0].partition("-2")[0] for name in files_with_it(home)}
    assert kinds >= {"hedgerow.sqlite3", "exports", "uploads", "outbox", "before-upgrade"}
    waiting = {"exchange_import", "exchange_importtrace", "exchange_savedmapping"}
    assert waiting <= set(tables_with_it(home))
    assert of_the_person(home, pk, uuid) > 0

    with as_a_server_would(home):
        run(home, "hedgerow.config", "erase", "7", "--ecosystem", "aspen", "--yes")
        assert list(files_with_it(home)) == []
    run(home, "hedgerow.config", "warehouse", "refresh")
    run(home, "hedgerow.config", "profile", "aspen", "--as-of", "2026-11-25")

    assert list(tables_with_it(home)) == []
    assert list(files_with_it(home)) == []
    assert "quux" not in json.dumps(doctor(home)).casefold()


def doctor(home: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run(home, "hedgerow.config", "doctor", "--json"))
    (seals,) = [one for one in said["checks"] if one["name"] == "seals"]
    assert seals["well"], seals
    return said
