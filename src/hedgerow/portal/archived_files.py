"""The stored files in a person's archive: under which names, and written one after the other."""

import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from hedgerow.commons.files import keeping
from hedgerow.commons.files.models import StoredFile
from hedgerow.commons.files.rules import ending_of

FOLDER: Final = "files"
LONGEST: Final = 60
UNSAFE: Final = re.compile(r"""[\x00-\x1f<>:"/\\|?*.\u200e\u200f\u202a-\u202e\u2066-\u2069]""")
"""What no name of a file has on some system; marks of direction, which could hide what it ends in."""

Row = Mapping[str, object]


def plain(name: str) -> str:
    """The name in letters that every system keeps."""
    return " ".join(UNSAFE.sub(" ", name).split())


def paths_of(files: Sequence[StoredFile]) -> dict[UUID, str]:
    """Where in the archive each lies: numbered, so that none is called as another."""
    return {row.uuid: _path(number, row) for number, row in enumerate(files, 1)}


def _path(number: int, row: StoredFile) -> str:
    stem = plain(row.name.rpartition(".")[0])[:LONGEST].strip()
    return f"{FOLDER}/{number:03} {stem}".strip() + f".{ending_of(row.kind)}"


def leading_there(rows: Sequence[Row], paths: Mapping[UUID, str]) -> list[Row]:
    """Rows of stored files with the place of each in the archive instead of its id."""
    return [
        {name: value for name, value in row.items() if name != "uuid"}
        | {"file": paths.get(UUID(str(row["uuid"])), "")}
        for row in rows
    ]


def write_files(archive: zipfile.ZipFile, paths: Mapping[UUID, str]) -> None:
    """Copy each in pieces; as it is, since pictures and signed forms are packed already."""
    for uuid, path in paths.items():
        opened = keeping.read(uuid)
        if opened is None:
            continue  # removed this very moment
        with opened, archive.open(zipfile.ZipInfo(path), "w") as target:
            shutil.copyfileobj(opened, target, keeping.CHUNK)
