"""The data folder: what lies where, and the lock that lets one server use it at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from hedgerow.foundation.installation.errors import DataFolderInUse


@dataclass(frozen=True, slots=True)
class Home:
    """Names within the data folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLite file; there is none with PostgreSQL."""
        return self.path / "hedgerow.sqlite3"

    @property
    def secret_key(self) -> Path:
        return self.path / "secret_key"

    @property
    def keys(self) -> Path:
        """Signing keys, apart from the secret key: they outlive its change."""
        return self.path / "keys"

    @property
    def files(self) -> Path:
        """What people uploaded."""
        return self.path / "files"

    @property
    def uploads(self) -> Path:
        """Files sent in to be imported, for a day at most."""
        return self.path / "uploads"

    @property
    def warehouse(self) -> Path:
        """The columnar copy; rebuilt from the database at any time."""
        return self.path / "warehouse"

    @property
    def backups(self) -> Path:
        return self.path / "backups"

    @property
    def lock(self) -> Path:
        return self.path / "lock"


def the_home() -> Home:
    """The data folder of this installation."""
    return Home(Path(settings.HEDGEROW_HOME))


@contextmanager
def hold(home: Home) -> Iterator[None]:
    """Hold the data folder for this process and its children; raises DataFolderInUse.

    The lock is the system's: it ends with the process, however that ends.
    """
    home.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataFolderInUse(folder=home.path, pid=_read_pid(handle)) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def is_held(home: Home) -> bool:
    """Whether a server works on the data folder just now."""
    if not home.lock.exists():
        return False
    handle = os.open(home.lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def say_port(home: Home, port: int) -> None:
    """Write down on which port the server listens, for commands; the caller holds the folder."""
    home.lock.write_text(f"{os.getpid()}\n{port}\n", encoding="ascii")


def port_of(home: Home) -> int | None:
    """On which port the server listens that works on the data folder just now; None for none."""
    said = home.lock.read_text(encoding="ascii").split()[1:2] if is_held(home) else []
    return int(said[0]) if said and said[0].isdecimal() else None


def _read_pid(handle: int) -> str:
    said = os.pread(handle, 20, 0).decode("ascii", "replace").split()
    return said[0] if said else "?"


def persist(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
