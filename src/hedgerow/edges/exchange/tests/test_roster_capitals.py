"""Sets whose files are named in capitals, as some systems write them, are read as any other."""

import io
import os
import zipfile

import pytest

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.not_workbooks import not_a_workbook
from hedgerow.edges.exchange.rosters.names import FILES, KNOWN, standard
from hedgerow.edges.exchange.rosters.packed import is_set, open_set
from hedgerow.edges.exchange.rosters.refusing import keep_stripped
from hedgerow.edges.exchange.rosters.sets import read_set
from hedgerow.foundation import jobs

from .rosters import Set
from .sds import OURS
from .sending import confirm, page, send

MIXED = {"manifest.csv": "Manifest.csv", "users.csv": "USERS.CSV", "orgs.csv": "export/Orgs.Csv"}


def packed(texts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in texts.items():
            archive.writestr(name, said)
    return content.getvalue()


def renamed(texts, names):
    return {names.get(name, name): said for name, said in texts.items()}


def in_capitals(texts):
    return {name.upper(): said for name, said in texts.items()}


def written(tmp_path, texts):
    path = tmp_path / "set.zip"
    path.write_bytes(packed(texts))
    return path


def rows(found):
    return {name: len(table) for name, table in found.tables.items()}


def test_no_two_files_of_the_standards_differ_in_capitals_alone():
    assert len({name.casefold() for name in FILES}) == len(set(FILES))
    assert len(KNOWN) == len(set(FILES)) + 1


@pytest.mark.parametrize(
    ("name", "said"),
    [("USERS.CSV", "users.csv"), ("academicsessions.csv", "academicSessions.csv"),
     ("STUDENT.csv", "Student.csv"), ("Own Notes.CSV", "Own Notes.csv"), ("read.ME", "read.ME")],
)  # fmt: skip
def test_a_file_goes_by_the_name_of_its_standard(name, said):
    assert standard(name) == said


@pytest.mark.parametrize("turned", [in_capitals, lambda texts: renamed(texts, MIXED)])
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_an_archive_is_read_whatever_the_letters_of_its_names(tmp_path, version, turned):
    plain = read_set(written(tmp_path, Set(version).texts()))
    found = read_set(written(tmp_path, turned(Set(version).texts())))
    assert found.problems == []
    assert rows(found) == rows(plain)
    assert found.aside == plain.aside


def test_a_set_of_school_data_sync_in_small_letters_is_read(tmp_path):
    path = written(tmp_path, {f"{name}.csv".lower(): said for name, said in OURS.items()})
    assert is_set(path)
    found = read_set(path)
    assert (found.format.key, found.problems) == ("sds", [])


def test_a_folder_is_read_whatever_the_letters_of_its_names(tmp_path):
    for name, said in in_capitals(Set().texts()).items():
        (tmp_path / name).write_text(said, encoding="utf-8")
    assert read_set(tmp_path).problems == []


def test_passwords_go_from_a_file_in_capitals_too(tmp_path):
    kept = tmp_path / "kept.zip"
    keep_stripped(written(tmp_path, in_capitals(Set().texts())), kept, "set.zip")
    with zipfile.ZipFile(kept) as archive:
        said = archive.read("users.csv").decode()
    assert "secret" not in said
    assert "Amira" in said


@pytest.mark.parametrize("other", ["USERS.CSV", "export/Users.csv"])
def test_two_that_differ_in_capitals_alone_are_refused_with_both_names(tmp_path, other):
    texts = Set().texts()
    path = written(tmp_path, texts | {other: texts["users.csv"]})
    with pytest.raises(FileUnreadable, match=r"users\.csv and .* differ in capital letters alone"):
        open_set(path)


def test_two_in_a_folder_are_refused_too(tmp_path):
    for name in ("users.csv", "USERS.csv"):
        (tmp_path / name).write_text("sourcedId\n", encoding="utf-8")
    if len(os.listdir(tmp_path)) == 1:
        pytest.skip("here such names are one file")
    with pytest.raises(FileUnreadable, match="differ in capital letters alone"):
        open_set(tmp_path)


def test_a_set_in_capitals_that_is_sent_as_a_workbook_is_told_as_a_set():
    told = not_a_workbook("set.xlsx", packed({"MANIFEST.CSV": "", "USERS.CSV": ""}))
    assert "a set of several files" in str(told)


@pytest.mark.django_db
def test_it_comes_in_by_the_page(ada):
    send(ada, packed(in_capitals(Set().texts())), "set", "SET.ZIP")
    row = Import.objects.get()
    assert "0 problems" not in page(ada, row)
    confirm(ada, row)
    jobs.run_pending()
    row.refresh_from_db()
    assert row.state == "done"
    assert Person.objects.filter(code="l1").exists()


@pytest.mark.django_db
def test_the_page_says_which_two_are_alike(ada):
    texts = Set().texts()
    answer = send(ada, packed(texts | {"Users.csv": texts["users.csv"]}), "set", "set.zip")
    assert answer.status_code == 422
    assert "Users.csv differ in capital letters alone" in answer.content.decode()
    assert not Import.objects.exists()
