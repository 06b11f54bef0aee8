"""A set of files, in a ZIP or a folder: opened one by one, never unpacked as a whole."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from ..errors import EXPORT_ANEW, PACK_ANEW, FileUnreadable
from .kolibri import FILE, MARK
from .names import by_name, is_csv

LARGEST = 4 << 30
MOST_UNPACKED = 200
MOST_FILES = 100
REFUSED = "hedgerow-refused.json"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip
ITSELF = ""
"""Where the set is one file alone."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The CSV files of a set by name; ``path`` is the archive, or the folder where they lie."""

    path: Path
    name: str
    members: dict[str, str]

    @contextmanager
    def open(self, file: str) -> Iterator[IO[bytes]]:
        """The content of a file. Raises FileUnreadable where the archive is damaged."""
        if self.members[file] == ITSELF:
            with self.path.open("rb") as content:
                yield content
            return
        if self.path.is_dir():
            with (self.path / self.members[file]).open("rb") as content:
                yield content
            return
        try:
            with zipfile.ZipFile(self.path) as packed, packed.open(self.members[file]) as content:
                yield content
        except DAMAGED as error:
            expected = _("the archive is damaged")
            raise FileUnreadable(file=file, expected=expected, advice=EXPORT_ANEW) from error


def is_set(path: Path) -> bool:
    """Whether it is a set: a folder, an archive with a manifest or schools in it, or Kolibri's."""
    if path.is_dir() or _is_kolibri(path):
        return True
    try:
        with zipfile.ZipFile(path) as packed:
            names = {name.rsplit("/", 1)[-1].casefold() for name in packed.namelist()}
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return False
    return not names.isdisjoint({"manifest.csv", "school.csv", "orgs.csv", "users.csv"})


def open_set(path: Path, name: str = "") -> Pack:
    """The set that lies there. Raises FileUnreadable: no archive, too large, or nothing in it."""
    name = name or path.name
    if path.is_dir():
        lying = [(one.name, one.name) for one in sorted(path.iterdir()) if is_csv(one.name)]
        return _filled(Pack(path, name, by_name(lying, name)))
    if _is_kolibri(path):
        return Pack(path, name, {FILE: ITSELF})
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        expected = _("it is not a ZIP archive, or a damaged one")
        raise FileUnreadable(file=name, expected=expected, advice=EXPORT_ANEW) from error
    _check_size(name, path.stat().st_size, parts)
    _check_locks(name, parts)
    wanted = [one.filename for one in parts if not _aside(one) and _is_wanted(one.filename)]
    lying = [(one.rsplit("/", 1)[-1], one) for one in wanted]
    return _filled(Pack(path, name, by_name(lying, name)))


def _is_kolibri(path: Path) -> bool:
    """Whether it is Kolibri's one file: its first line has a heading for the user's name."""
    try:
        with path.open("rb") as content:
            return MARK in content.readline(4_000)
    except OSError:
        return False


def _is_wanted(lying: str) -> bool:
    return is_csv(lying) or lying.endswith(REFUSED)


def _aside(part: zipfile.ZipInfo) -> bool:
    """What a Mac puts beside the files of an archive."""
    last = part.filename.rsplit("/", 1)[-1]
    return part.filename.startswith("__MACOSX/") or last.startswith(".")


def _check_size(name: str, size: int, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(one.file_size for one in parts)
    if len(parts) > MOST_FILES or unpacked > min(LARGEST, max(MOST_UNPACKED * size, 1 << 20)):
        expected = _("the archive would unpack so large that it is refused")
        raise FileUnreadable(file=name, expected=expected, advice=PACK_ANEW)


def _check_locks(name: str, parts: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & 1 for one in parts):
        expected = _("the archive has a password")
        raise FileUnreadable(file=name, expected=expected, advice=PACK_ANEW)


def _filled(pack: Pack) -> Pack:
    if not pack.members:
        expected = _("no CSV files are in it")
        raise FileUnreadable(file=pack.name, expected=expected, advice=PACK_ANEW)
    return pack


def text_of(content: IO[bytes]) -> io.TextIOWrapper:
    """The content as text; a byte order mark is passed over."""
    return io.TextIOWrapper(content, encoding="utf-8-sig", newline="")
