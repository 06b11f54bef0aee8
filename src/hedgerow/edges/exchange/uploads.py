"""Files sent in: kept under random names until they are imported, a day at most."""

import secrets
from collections.abc import Iterable
from collections.abc import Mapping as ReadOnly
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from .guessing.refusing import strip
from .guessing.spared import spared
from .mappings import Mapping
from .reading import Layout
from .rosters.refusing import keep_stripped

Taken = ReadOnly[str, int]


def folder() -> Path:
    """The folder of uploads in the data folder; made when first needed."""
    found = Path(settings.HEDGEROW_HOME) / "uploads"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def keep(file: "UploadedFile[Any]") -> str:
    """Write the file down; return the random name it has here."""
    name = secrets.token_urlsafe(24)
    with (folder() / name).open("xb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    return name


def keep_sheet(file: "UploadedFile[Any]", mapping: Mapping) -> tuple[str, Taken]:
    """Write a spreadsheet down that a mapping reads, without what is refused, and of a workbook the one sheet
    that is read; return the name it has here, and how many values were refused by heading.

    Raises FileUnreadable.
    """
    name = keep(file)
    layout = Layout(mapping.sheet, mapping.heading, mapping.encoding, mapping.delimiter)
    try:
        return name, strip(
            folder() / name, name=file.name or name, heading=mapping.heading, layout=layout,
            spared=spared(mapping),
        )  # fmt: skip
    except Exception:  # whatever it was: no import names the file
        delete([name])
        raise


def keep_set(file: "UploadedFile[Any]") -> str:
    """Write a set of files down without what is refused; return the name it has here.

    Raises FileUnreadable.
    """
    name = keep(file)
    stripped = secrets.token_urlsafe(24)
    try:
        keep_stripped(folder() / name, folder() / stripped, file.name or name)
    finally:
        delete([name])
    return stripped


def delete(names: Iterable[str]) -> None:
    """Delete files, those already gone included."""
    for name in names:
        if name:
            (folder() / Path(name).name).unlink(missing_ok=True)


def delete_older(than: datetime) -> int:
    """Delete what was sent in before then, whether or not an import still names it."""
    old = [one for one in folder().iterdir() if one.stat().st_mtime < than.timestamp()]
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)
