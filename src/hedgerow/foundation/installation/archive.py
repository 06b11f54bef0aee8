"""The back-up file: a compressed tar whose last member, the manifest, vouches for all others.

A truncated file has no manifest and is refused. Nothing in a back-up is trusted: only plain files
under known names are taken out, and only their hashes decide whether they are used.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

from hedgerow.foundation.installation.errors import BackupExists, BackupUnreadable, NoRoom

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20
ROOM_LEFT = 100 << 20
_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
_KNOWN = re.compile(r"database\.(sqlite3|dump)|secret_key|erasures\.txt|(keys|files)/.+")

Progress = Callable[[str, int, int], None]


class _ShortHeader(tarfile.TarInfo):
    """A member whose extra headers, which are read into memory whole, are as long as ours are."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo | None:
        if self.type in _HEADERS and self.size > CHUNK:
            raise tarfile.ReadError("it has headers that no back-up has")
        return super()._proc_member(tar)  # type: ignore[misc,no-any-return]


@dataclass(frozen=True, slots=True)
class Member:
    """What a manifest says of one file."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a back-up is: version, database (``sqlite``, ``postgresql``), epoch, files by name."""

    hedgerow: str
    made_at: str
    epoch: str
    database: str
    migrations: list[str]
    files: dict[str, Member]
    format: int = FORMAT


class _Hashing(io.RawIOBase):
    """Reads a file and hashes what was read."""

    def __init__(self, file: IO[bytes], told: Callable[[int], None]) -> None:
        self._file = file
        self._told = told
        self.hash = sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.hash.update(chunk)
        self._told(len(chunk))
        return chunk


@contextmanager
def private_file(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that only we can read and that appears under its name when complete.

    Raises BackupExists, rather than overwrite a file.
    """
    draft = path.with_name(f".{path.name}.partial")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), 0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            raise BackupExists(path=path) from None
    finally:
        draft.unlink(missing_ok=True)


def write(
    file: IO[bytes], sources: dict[str, Path], about: dict[str, Any], progress: Progress
) -> Manifest:
    """Pack the sources (name within the back-up → file), the manifest last."""
    total = sum(path.stat().st_size for path in sources.values())
    done, files = 0, {}

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress("packing", done, total)

    packing = gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0)
    with packing, tarfile.open(fileobj=packing, mode="w") as tar:
        for name, path in sources.items():
            with path.open("rb") as source:
                info = _info(name, os.fstat(source.fileno()).st_size)
                hashing = _Hashing(source, told)
                tar.addfile(info, hashing)
                files[name] = Member(hashing.hash.hexdigest(), info.size)
        manifest = Manifest(files=files, **about)
        text = json.dumps(asdict(manifest), indent=2).encode()
        tar.addfile(_info(MANIFEST, len(text)), io.BytesIO(text))
    return manifest


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def unpack(path: Path, into: Path, progress: Progress) -> Manifest:
    """Take a back-up out into an empty folder and check every hash. Raises BackupUnreadable."""
    found: dict[str, Member] = {}
    text: bytes | None = None
    try:
        total = path.stat().st_size
        with path.open("rb") as file, gzip.GzipFile(fileobj=file) as whole:
            for tar, member in _members(whole):
                if text is not None:
                    raise ValueError("something follows the manifest")
                _refuse_without_room(path, into, member)
                if member.name == MANIFEST and member.isreg() and member.size <= CHUNK * 256:
                    text = _open(tar, member).read()
                else:
                    found[member.name] = _take_out(tar, member, into, found)
                progress("unpacking", min(file.tell(), total), total)
        return _checked(text, found)
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError) as error:
        raise BackupUnreadable(path=path, reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, gzip.BadGzipFile) and "CRC" not in str(error):
        return "no hedgerow backup wrote it"
    said = error.strerror if isinstance(error, OSError) else ""
    return said or str(error) or type(error).__name__


def _members(whole: gzip.GzipFile) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Every member in order, then the rest to its end: only there the checksum is compared."""
    with tarfile.open(fileobj=whole, mode="r|", tarinfo=_ShortHeader) as tar:
        for member in tar:
            yield tar, member
    while whole.read(CHUNK):
        pass


def _refuse_without_room(path: Path, into: Path, member: tarfile.TarInfo) -> None:
    free = shutil.disk_usage(into).free - ROOM_LEFT
    if member.size > free:
        needed, free = -(-(member.size - max(free, 0)) // 10**6), max(free, 0) // 10**6
        raise NoRoom(path=path, needed=needed, free=free)


def _take_out(
    tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path, found: dict[str, Member]
) -> Member:
    parts = PurePosixPath(member.name).parts
    if (
        not (member.isreg() and not member.issparse() and _KNOWN.fullmatch(member.name))
        or ".." in parts
        or "\\" in member.name
    ):
        raise ValueError(f"it holds {member.name!r}, which no back-up has")
    if member.name in found or "/".join(parts) != member.name:
        raise ValueError(f"it holds {member.name!r} twice")
    target = into.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    seen, size = sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        source = _open(tar, member)
        while chunk := source.read(CHUNK):
            seen.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Member(seen.hexdigest(), size)


def _open(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    source = tar.extractfile(member)
    if source is None:
        raise ValueError(f"{member.name!r} is no file")
    return source


def _checked(text: bytes | None, found: dict[str, Member]) -> Manifest:
    """The manifest, if it says exactly what was found."""
    if text is None:
        raise ValueError("it is cut off: the manifest at its end is missing")
    said = json.loads(text)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError("it has a format that this version does not know")
    try:
        files = {name: Member(**member) for name, member in said.pop("files").items()}
        said["migrations"] = [*map(str, said["migrations"])]
        manifest = Manifest(files=files, **said)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("its manifest is incomplete") from error
    for name in sorted(files.keys() | found.keys()):
        if files.get(name) != found.get(name):
            raise ValueError(f"{name} is not the file that was backed up")
    return manifest
