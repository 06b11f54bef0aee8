"""What cannot be read is told with what mends just that."""

import zipfile
from argparse import ArgumentParser

import pytest

from hedgerow.edges.exchange.commands import COMMANDS
from hedgerow.edges.exchange.errors import FileMissing
from hedgerow.edges.exchange.models import Import

from .rosters import Set
from .sending import send

pytestmark = pytest.mark.django_db
USUAL = "Save it as an XLSX or CSV file"


def bent(tmp_path, **files):
    """A set with some of its files exchanged."""
    path = Set("1.1").write(tmp_path / "set.zip")
    with zipfile.ZipFile(path) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    content |= {f"{name}.csv": said for name, said in files.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, said in content.items():
            packed.writestr(name, said)
    return path


def utf16(tmp_path):
    return bent(tmp_path, users="sourcedId,givenName\nu1,Zoë\n".encode("utf-16")).read_bytes()


def damaged(tmp_path):
    path = bent(tmp_path, users=bytes(range(256)) * 400)
    with zipfile.ZipFile(path) as packed:
        at = packed.getinfo("users.csv").header_offset
    content = bytearray(path.read_bytes())
    content[at + 60 : at + 200] = b"\xff" * 140
    return bytes(content)


def bomb(tmp_path):
    return bent(tmp_path, users=b" " * 40_000_000).read_bytes()


@pytest.mark.parametrize(
    ("made", "fault", "advice"),
    [
        (utf16, "its text is not in UTF-8", "Save this file as CSV in UTF-8 and pack the set anew"),
        (damaged, "", "Export it anew from the program that it comes from"),
        (lambda _path: b"PK\x03\x04junk", "not a ZIP archive", "Export it anew"),
        (bomb, "would unpack so large", "Pack the files of the set alone into a new ZIP archive"),
    ],
    ids=["UTF-16", "damaged", "no archive", "bomb"],
)
def test_a_set_that_cannot_be_read_is_told_what_to_do_about_it(ada, tmp_path, made, fault, advice):
    answer = send(ada, made(tmp_path), "set", "set.zip")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert fault in said
    assert advice in said
    assert USUAL not in said
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ('name,born\n"Ada,2015\n', "Mend it there and choose the file again"),
        ("name,name\nAda,Bo\n", "Mend it there and choose the file again"),
        ("name\nAda,Bo\n", "Mend it there and choose the file again"),
        (" \n", "Choose a file with something in it"),
        ("%PDF-1.7", USUAL),
    ],
)
def test_so_is_a_sheet(ada, content, advice):
    said = send(ada, content, "ready:people").content.decode()
    assert advice in said
    assert (USUAL in said) == (advice == USUAL)


def test_a_set_chosen_as_a_sheet_is_not_to_be_saved_as_one(ada, tmp_path):
    said = send(ada, bent(tmp_path).read_bytes(), "guess", "set.zip").content.decode()
    assert "it is a set of several files" in said
    assert USUAL not in said


def test_a_command_says_that_there_is_no_such_file(grove, tmp_path):
    for name in ("gone.csv", "gone.json", "gone.zip"):
        parser = ArgumentParser()
        COMMANDS[0].configure(parser)
        path = str(tmp_path / name)
        with pytest.raises(FileMissing) as refused:
            COMMANDS[0].run(parser.parse_args(["grove", path]))
        assert str(refused.value) == f"There is no file {path}."
