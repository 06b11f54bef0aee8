"""A line with a cell too many or too few is told by its number: nothing that stands in it is kept."""

import zipfile

import pytest
from django.urls import reverse

from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.rosters.refusing import keep_stripped
from hedgerow.edges.exchange.rosters.sets import read_set

from .ragged import KOLIBRI, STUDENT, WORD, bent, broken, narrower, oneroster, packed, sds, wider
from .rosters import Set
from .sending import page, send

SETS = [
    ("users.csv", lambda: oneroster("1.1", "users", "e1", "password")),
    ("users.csv", lambda: oneroster("1.2", "users", "e1", "password")),
    ("users.csv", lambda: oneroster("1.2", "users", "l1", "pronouns")),
    ("userProfiles.csv", lambda: oneroster("1.2", "userProfiles", "p1", "password")),
    ("demographics.csv", lambda: oneroster("1.1", "demographics", "l1", "sex")),
    ("results.csv", lambda: oneroster("1.1", "results", "r", "comment")),
    ("Student.csv", sds),
    ("Teacher.csv", sds),
]


def kept(source, tmp_path):
    """All that is kept of a set, as one text, and the set that is read from that."""
    keep_stripped(source, tmp_path / "kept", source.name)
    with zipfile.ZipFile(tmp_path / "kept") as said:
        text = "".join(said.read(name).decode() for name in said.namelist())
    return text, read_set(tmp_path / "kept", source.name)


@pytest.mark.slow
@pytest.mark.parametrize("how", [narrower, wider, broken])
@pytest.mark.parametrize(("file", "files"), SETS)
def test_nothing_of_such_a_line_is_kept_or_told(tmp_path, file, files, how):
    said = files()
    said[file] = bent(said[file], how)
    (tmp_path / "set.zip").write_bytes(packed(said))
    text, roster = kept(tmp_path / "set.zip", tmp_path)
    assert "55" not in text
    for found in (roster, read_set(tmp_path / "set.zip")):  # by the page, and by the command
        told = [one for one in found.problems if one.code == "exchange.roster_cells"]
        assert {(one.file, one.value) for one in told} == {(file, "")}
        assert "55" not in str(found.problems)
        reason = f"{file}: lines with more or fewer cells than headings: refused, never stored"
        assert found.aside[reason] == len(told)


@pytest.mark.parametrize("how", [narrower, wider, broken])
def test_nothing_of_such_a_line_of_kolibri_is_kept_or_told(tmp_path, how):
    (tmp_path / "kolibri.csv").write_text(bent(KOLIBRI, how))
    text, roster = kept(tmp_path / "kolibri.csv", tmp_path)
    assert "55" not in text
    assert {one.code for one in roster.problems} >= {"exchange.roster_cells"}
    assert "55" not in str(roster.problems)
    assert "55" not in str(read_set(tmp_path / "kolibri.csv").problems)


def test_the_lines_after_it_stay_where_they_are(tmp_path):
    files = sds()
    files["Student.csv"] = STUDENT.replace(f"{WORD},{WORD}", f'"{WORD}\r\nand\nmore",x,x') + "l3\n"
    (tmp_path / "set.zip").write_bytes(packed(files))
    _text, roster = kept(tmp_path / "set.zip", tmp_path)
    assert [one.line for one in roster.problems] == [2, 6]
    files["Student.csv"] = STUDENT.replace(f"{WORD},{WORD}", f'"{WORD}\r\nand\nmore",x') + "l3\n"
    (tmp_path / "set.zip").write_bytes(packed(files))
    (tmp_path / "kept").unlink()
    text, roster = kept(tmp_path / "set.zip", tmp_path)
    assert [one.line for one in roster.problems] == [6]
    assert "more" not in text


def test_a_file_without_headings_is_kept_and_told_without_what_stands_in_it(tmp_path):
    files = oneroster("1.1", "users", "e1", "password")
    files["users.csv"] = files["users.csv"].splitlines()[3] + "\n"
    (tmp_path / "set.zip").write_bytes(packed(files))
    text, roster = kept(tmp_path / "set.zip", tmp_path)
    for found in (roster, read_set(tmp_path / "set.zip")):
        assert {one.code for one in found.problems} == {"exchange.roster_column"}
        assert WORD not in str(found.problems)
    assert WORD not in text


@pytest.mark.parametrize("head", ["Password ", "Passwort", "metadata.password", "SEX"])
def test_what_stands_below_a_heading_that_is_not_known_is_not_kept(tmp_path, head):
    made = Set("1.1")
    for file in ("users", "demographics"):
        made.heads[file].append(head)
        made.files[file][0][head] = WORD
    text, _roster = kept(made.write(tmp_path / "set.zip"), tmp_path)
    assert head in text
    assert WORD not in text


def test_of_a_file_that_is_not_known_the_name_alone_is_kept(tmp_path):
    files = Set("1.1").texts() | {"passwords.csv": f"user,word\ncy,{WORD}\n"}
    (tmp_path / "set.zip").write_bytes(packed(files))
    text, roster = kept(tmp_path / "set.zip", tmp_path)
    assert WORD not in text
    assert [(one.file, one.code) for one in roster.problems] == [
        ("passwords.csv", "exchange.roster_file")
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_it_reaches_neither_disk_nor_database_nor_page_nor_the_list_of_problems(ada):
    files = oneroster("1.2", "users", "e1", "password")
    files["users.csv"] = bent(files["users.csv"], narrower)
    send(ada, packed(files), "set", "set.zip")
    row = Import.objects.get()
    assert row.state == "wrong"
    address = reverse("import-problems", args=["grove", row.uuid])
    listed = ada.get(address).content.decode()
    assert "users.csv" in listed
    held = [one for one in uploads.folder().iterdir() if one.is_file()]
    for one in held:
        with zipfile.ZipFile(one) as said:
            assert WORD not in "".join(said.read(name).decode() for name in said.namelist())
    assert WORD not in listed + page(ada, row) + str(row.preview)
    assert "more or fewer cells than headings: refused" in str(row.preview["excluded"])
