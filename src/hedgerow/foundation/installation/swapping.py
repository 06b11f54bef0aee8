"""Put what was staged in the place of what is there: all of it, also if killed in between.

What is to be done is written down first; from then on it is done to its end, if need be by the next
command that is started on the data folder. Each step can be told to have been done.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from hedgerow.foundation.installation import databases
from hedgerow.foundation.installation.home import Home, persist

MARK = "restoring.json"
STAGED = ".restore-"
SCHEMA = "restoring_"
OLD = 24 * 3600


@dataclass(frozen=True, slots=True)
class Swap:
    """Names within the data folder to move, from and to; the schema to put in place, if any.

    ``staged`` is the folder that what comes in is taken from, and is deleted at the end.
    """

    staged: str
    aside: str
    moves: list[list[str]]
    schema: str = ""
    keeps_schema: bool = False

    @property
    def schema_aside(self) -> str:
        return self.aside.replace("-", "_")


def swap(home: Home, plan: Swap) -> None:
    """Write down what is to be done, and do it."""
    draft = home.path / f".{MARK}.partial"
    draft.write_text(json.dumps(asdict(plan)))
    persist(draft)
    draft.rename(home.path / MARK)
    persist(home.path)
    _carry_out(home, plan)


def is_interrupted(home: Home) -> bool:
    """Whether a restore has begun to put things in place and did not come to its end."""
    return (home.path / MARK).exists()


def finish(home: Home) -> bool:
    """End a restore that was interrupted, and clear what others left; whether there was one.

    The caller holds the data folder.
    """
    interrupted = is_interrupted(home)
    if interrupted:
        _carry_out(home, Swap(**json.loads((home.path / MARK).read_text())))
    for left in [*home.path.glob(f"{STAGED}*"), *_half_made(home)]:
        shutil.rmtree(left)
    if connection.vendor == "postgresql":
        for name, _size in databases.schemas(SCHEMA):
            databases.drop_schema(name)
    return interrupted


def _half_made(home: Home) -> list[Path]:
    """Copies of the database that a back-up left when it was killed; one may be at work just now."""
    before = time.time() - OLD
    return [left for left in home.backups.glob(".backup-*") if left.stat().st_mtime < before]


def _carry_out(home: Home, plan: Swap) -> None:
    for old, new in plan.moves:
        _move(home.path / old, home.path / new, is_staged=old.startswith(f"{plan.staged}/"))
    if plan.schema and any(name == plan.schema for name, _ in databases.schemas(SCHEMA)):
        databases.put_in_place(plan.schema, plan.schema_aside)
    if plan.schema and plan.keeps_schema:
        (home.path / plan.aside).mkdir(exist_ok=True, mode=0o700)
        note = f"The former tables are in the schema {plan.schema_aside} of the database.\n"
        (home.path / plan.aside / "DATABASE.txt").write_text(note)
    elif plan.schema:
        databases.drop_schema(plan.schema_aside)
    persist(home.path)
    (home.path / MARK).unlink()
    persist(home.path)
    shutil.rmtree(home.path / plan.staged, ignore_errors=True)


def _move(old: Path, new: Path, *, is_staged: bool) -> None:
    """One rename, unless it was done before; what a start in between made gives way to what is staged."""
    if not old.exists() or (new.exists() and not is_staged):
        return
    if new.is_dir():
        shutil.rmtree(new)
    new.parent.mkdir(exist_ok=True, mode=0o700)
    os.replace(old, new)
