"""A back-up is taken out whole or not at all, and never outside its folder."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from hedgerow.foundation.installation import archive
from hedgerow.foundation.installation.errors import BackupExists, BackupUnreadable, NoRoom

ABOUT: dict[str, Any] = {
    "hedgerow": "1",
    "made_at": "2026-03-01T12:00:00+00:00",
    "epoch": "e",
    "database": "sqlite",
    "migrations": [],
}


def silent(what: str, done: int, total: int) -> None:
    assert 0 <= done <= total, what


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A back-up of a database, a key and a file."""
    sources = {"database.sqlite3": b"data" * 9000, "keys/a.pem": b"key", "files/ab/cd": b"work"}
    paths = {}
    for number, (name, content) in enumerate(sources.items()):
        paths[name] = tmp_path / str(number)
        paths[name].write_bytes(content)
    target = tmp_path / "b.tar.gz"
    with archive.private_file(target) as file:
        archive.write(file, paths, ABOUT, silent)
    return target


def unpack(path: Path) -> Path:
    into = path.with_name("out")
    into.mkdir()
    archive.unpack(path, into, silent)
    return into


def repacked(path: Path, change: Any) -> Path:
    """The same back-up after ``change(members)``; members are (TarInfo, bytes) pairs."""
    with tarfile.open(path) as tar:
        members = [(info, (tar.extractfile(info) or io.BytesIO()).read()) for info in tar]
    change(members)
    with tarfile.open(path, "w:gz") as tar:
        for info, content in members:
            if info.isreg():
                info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def test_what_goes_in_comes_out(packed: Path) -> None:
    out = unpack(packed)
    assert (out / "files/ab/cd").read_bytes() == b"work"
    assert (out / "database.sqlite3").read_bytes() == b"data" * 9000
    assert (out / "keys/a.pem").stat().st_mode & 0o777 == 0o600
    assert packed.stat().st_mode & 0o777 == 0o600
    assert not list(packed.parent.glob("*.partial"))


def test_names_and_sizes_that_need_a_header_of_their_own_come_out(tmp_path: Path) -> None:
    name, source = f"files/{'long/' * 60}name", tmp_path / "source"
    source.write_bytes(b"work")
    target = tmp_path / "b.tar.gz"
    with archive.private_file(target) as file:
        archive.write(file, {name: source}, ABOUT, silent)
    assert (unpack(target) / name).read_bytes() == b"work"


def test_a_file_that_is_there_is_not_overwritten(packed: Path) -> None:
    before = packed.read_bytes()
    with pytest.raises(BackupExists), archive.private_file(packed) as file:
        file.write(b"x")
    assert packed.read_bytes() == before
    assert not list(packed.parent.glob(".*partial"))


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 0.95])
def test_a_truncated_back_up_is_refused(packed: Path, share: float) -> None:
    whole = packed.read_bytes()
    packed.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BackupUnreadable):
        unpack(packed)


@pytest.mark.slow
def test_no_flipped_bit_comes_out_as_other_content(packed: Path) -> None:
    whole = packed.read_bytes()
    content, refused = gzip.decompress(whole), 0
    places = range(10, len(whole) - 4, max(len(whole) // 60, 1))
    for at in places:
        damaged = whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]
        packed.write_bytes(damaged)
        into = packed.with_name(f"out{at}")
        into.mkdir()
        try:
            archive.unpack(packed, into, silent)
        except BackupUnreadable:
            refused += 1
        else:  # deflate can say the same in two ways: a match at another distance
            assert gzip.decompress(damaged) == content
    assert refused > len(places) * 0.9


def _other_content(members: list[Any]) -> None:
    members[2] = (members[2][0], b"lies")


def _one_less(members: list[Any]) -> None:
    del members[1]


def _one_more(members: list[Any]) -> None:
    members.insert(0, (tarfile.TarInfo("files/more"), b"more"))


def _no_manifest(members: list[Any]) -> None:
    del members[-1]


def _after_the_manifest(members: list[Any]) -> None:
    members.append((tarfile.TarInfo("files/more"), b"more"))


def _twice(members: list[Any]) -> None:
    members.insert(0, members[2])


def _other_format(members: list[Any]) -> None:
    said = json.loads(members[-1][1]) | {"format": 99}
    members[-1] = (members[-1][0], json.dumps(said).encode())


def _no_json(members: list[Any]) -> None:
    members[-1] = (members[-1][0], b"{")


@pytest.mark.parametrize(
    "change",
    [
        _other_content,
        _one_less,
        _one_more,
        _no_manifest,
        _after_the_manifest,
        _twice,
        _other_format,
        _no_json,
    ],
)
def test_a_tampered_back_up_is_refused(packed: Path, change: Any) -> None:
    with pytest.raises(BackupUnreadable):
        unpack(repacked(packed, change))


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "files/../../evil",
        "/etc/evil",
        "keys/../evil",
        "lock",
        "files/a/../../../evil",
        "files//evil",
        "files/./evil",
    ],
)
def test_no_member_leaves_the_folder(packed: Path, name: str) -> None:
    def add(members: list[Any]) -> None:
        members.insert(0, (tarfile.TarInfo(name), b"evil"))

    with pytest.raises(BackupUnreadable):
        unpack(repacked(packed, add))
    assert not list(packed.parent.rglob("*evil*"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(packed: Path, kind: bytes) -> None:
    def add(members: list[Any]) -> None:
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = kind, "/etc/passwd"
        members.insert(0, (link, b""))

    with pytest.raises(BackupUnreadable):
        unpack(repacked(packed, add))


def test_a_file_that_is_no_back_up_is_refused(tmp_path: Path) -> None:
    for name, content in (("text", b"hello"), ("missing", None)):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        with pytest.raises(BackupUnreadable):
            archive.unpack(path, tmp_path, silent)


def test_what_would_fill_the_disk_is_refused_before_a_byte_of_it_is_written(tmp_path: Path) -> None:
    huge = tarfile.TarInfo("database.sqlite3")
    huge.size = 1 << 50  # said, as no file so long can be packed
    path = tmp_path / "huge.tar.gz"
    path.write_bytes(gzip.compress(huge.tobuf() + bytes(tarfile.RECORDSIZE)))
    with pytest.raises(NoRoom):
        unpack(path)
    assert not list((tmp_path / "out").iterdir())


def test_headers_that_would_fill_the_memory_are_refused_unread(tmp_path: Path) -> None:
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 1 << 40
    path = tmp_path / "header.tar.gz"
    path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20)))
    with pytest.raises(BackupUnreadable, match="headers"):
        unpack(path)


def test_a_file_with_holes_is_refused(packed: Path) -> None:
    def add(members: list[Any]) -> None:
        sparse = tarfile.TarInfo("files/holes")
        sparse.type = tarfile.GNUTYPE_SPARSE
        members.insert(0, (sparse, b""))

    with pytest.raises(BackupUnreadable):
        unpack(repacked(packed, add))
