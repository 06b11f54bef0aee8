"""Files in the data folder: written whole or not at all, under names made of their public ids."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

from hedgerow.foundation.installation.home import persist, the_home

CHUNK: Final = 256 * 1024
NAME: Final = re.compile(r"^[0-9a-f]{32}$")
DRAFT: Final = ".part"


def path_of(uuid: UUID) -> Path:
    """Where the file of that id lies: no part of the path is anybody's word."""
    return the_home().files / uuid.hex[-2:] / uuid.hex


def write(uuid: UUID, content: Iterable[bytes]) -> tuple[int, str]:
    """Keep the content under that id, on the disk when this returns; how many bytes, and the digest.

    It is written beside its place and then moved there, so that nobody ever reads half a file.
    """
    target = path_of(uuid)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(target.name + DRAFT)
    digest, size = hashlib.sha256(), 0
    try:
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            for chunk in content:
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    persist(target.parent)
    return size, digest.hexdigest()


def read(uuid: UUID) -> IO[Any] | None:
    """The file, opened at once: removed meanwhile, it is still sent whole. None if it is missing."""
    try:
        return path_of(uuid).open("rb")
    except FileNotFoundError:
        return None


def pieces(file: IO[Any]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def remove(uuids: Iterable[UUID]) -> None:
    for uuid in uuids:
        path_of(uuid).unlink(missing_ok=True)


def lying() -> Iterator[tuple[UUID, Path]]:
    """Every whole file that lies in the folder, by its id."""
    folder = the_home().files
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]/*")) if folder.is_dir() else ():
        if NAME.match(path.name) and path.is_file():
            yield UUID(path.name), path


def remove_drafts(before: datetime) -> int:
    """Take away what a writer that was killed left half written; return how many."""
    found = [
        path
        for path in the_home().files.glob(f"[0-9a-f][0-9a-f]/*{DRAFT}")
        if written_at(path) < before
    ]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
