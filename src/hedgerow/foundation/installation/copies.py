"""Copies that an upgrade or a restore leaves behind: which there are, and their end.

They hold people as they were, so each is deleted once it is as old as the setting
``HEDGEROW_COPIES_DAYS`` says, the last one too, and all as soon as somebody is erased.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from hedgerow.foundation.installation import databases
from hedgerow.foundation.installation.home import Home

STAMP = "%Y%m%dt%H%M%S"
BEFORE_UPGRADE = re.compile(r"before-upgrade-([0-9]{8}T[0-9]{6})\.sqlite3(?:-wal|-shm|-journal)?")
REPLACED = re.compile(r"replaced[-_]([0-9]{8}t[0-9]{6})")
BETWEEN_LOOKS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Copy:
    """One of them: a file or folder, or with PostgreSQL a schema (``path`` is None)."""

    name: str
    made_at: datetime
    bytes: int
    path: Path | None

    def is_over(self, now: datetime) -> bool:
        return self.made_at + kept_for() <= now

    @property
    def gone_by(self) -> date:
        """The day at whose end it is deleted for certain, as long as a worker runs."""
        return (self.made_at + kept_for() + BETWEEN_LOOKS).date()


def kept_for() -> timedelta:
    return timedelta(days=settings.HEDGEROW_COPIES_DAYS)


def copies(home: Home) -> tuple[Copy, ...]:
    """All of them, the oldest first."""
    found = (*copies_in_folder(home), *_schemas())
    return tuple(sorted(found, key=lambda copy: (copy.made_at, copy.name)))


def copies_in_folder(home: Home) -> list[Copy]:
    """Those that are files; asks no database. Their age is in their name, as copying moves mtime."""
    there = sorted(home.path.iterdir()) if home.path.is_dir() else []
    found = [(path, _made_at(path.name)) for path in there if not path.is_symlink()]
    return [Copy(path.name, made_at, _size(path), path) for path, made_at in found if made_at]


def forget_old_copies(home: Home, now: datetime) -> int:
    """Delete those that are old enough; return how many."""
    return _delete([copy for copy in copies(home) if copy.is_over(now)])


def forget_copies(home: Home) -> int:
    """Delete all of them: they hold somebody who has just been erased."""
    return _delete(copies(home))


def _delete(over: Collection[Copy]) -> int:
    for copy in over:
        if copy.path is None:
            databases.drop_schema(copy.name)
        elif copy.path.is_dir():
            shutil.rmtree(copy.path)
        else:
            copy.path.unlink(missing_ok=True)
    return len(over)


def _schemas() -> list[Copy]:
    if connection.vendor != "postgresql":
        return []
    found = [(name, size, _made_at(name)) for name, size in databases.schemas("replaced_")]
    return [Copy(name, made_at, size, None) for name, size, made_at in found if made_at]


def _made_at(name: str) -> datetime | None:
    match = BEFORE_UPGRADE.fullmatch(name) or REPLACED.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1].lower(), STAMP).replace(tzinfo=UTC)
    except ValueError:  # not a day of the calendar: not a name of ours
        return None


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if file.is_file())
