"""Back an installation up into one file, while it runs."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.db import connection

from hedgerow.foundation.installation import archive, databases, erasures
from hedgerow.foundation.installation.errors import BackupExists
from hedgerow.foundation.installation.home import Home
from hedgerow.foundation.installation.models import current_epoch
from hedgerow.foundation.installation.staging import applied_migrations

FOLDERS = ("keys", "files")


@dataclass(frozen=True, slots=True)
class BackedUp:
    """Where the back-up lies and what it holds."""

    path: Path
    bytes: int
    files: int
    epoch: str
    uploads_left_out: int = 0


def back_up(home: Home, path: Path | None, *, at: datetime, progress: archive.Progress) -> BackedUp:
    """Write database, uploaded files, keys and the list of erasures into ``path`` (default: a new file in ``backups``).

    The warehouse is left out, as it is rebuilt, and so are files sent in whose import nobody has
    confirmed: they are promised to be kept for a day at most, and a back-up is kept longer. The file has mode 600 and appears when complete.
    Raises BackupExists, ToolMissing, ToolFailed.
    """
    target = path or home.backups / f"hedgerow-{at:%Y%m%dT%H%M%SZ}.tar.gz"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if target.exists():
        raise BackupExists(path=target)
    erasures.begin(home)
    about = {
        "hedgerow": hedgerow_version(),
        "made_at": at.isoformat(),
        "epoch": current_epoch(),
        "database": connection.vendor,
        "migrations": sorted(applied_migrations()),
    }
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        progress("copying the database", 0, 1)
        copy = databases.copy_out(Path(folder))
        progress("copying the database", 1, 1)
        sources = {copy.name: copy} | _files_of(home)
        with archive.private_file(target) as file:
            manifest = archive.write(file, sources, about, progress)
    pending = sum(one.is_file() for one in home.uploads.glob("*"))
    size = target.stat().st_size
    return BackedUp(target, size, len(manifest.files), manifest.epoch, pending)


def hedgerow_version() -> str:
    try:
        return version("hedgerow")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "unknown"


def _files_of(home: Home) -> dict[str, Path]:
    single = (home.secret_key, home.path / erasures.NAME)
    names = {path.name: path for path in single if path.is_file() and path.stat().st_size}
    for folder in FOLDERS:
        inside = sorted((home.path / folder).rglob("*"))
        plain = [path for path in inside if path.is_file() and not path.is_symlink()]
        names |= {path.relative_to(home.path).as_posix(): path for path in plain}
    return names


def lying(home: Home) -> tuple[str, ...]:
    """Names of the back-ups in the folder for them, by when they were made; the oldest first."""
    found = [path for path in home.backups.glob("*.tar.gz") if path.is_file()]
    return tuple(path.name for path in sorted(found, key=lambda path: path.stat().st_mtime))
