"""Of a line whose cells have moved below other headings nothing is kept or told, where that can be seen."""

import zipfile

import pytest
from django.urls import reverse

from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.rosters.refusing import keep_stripped
from hedgerow.edges.exchange.rosters.sets import read_set

from .ragged import WORD, packed
from .rosters import Set
from .sending import page, send


def lines(made, file, key, change):
    """The set as files, the cells of one line of which are changed."""
    files = made.texts()
    said = [one.split(",") for one in files[file].splitlines()]
    at = next(n for n, cells in enumerate(said) if cells[0] == key)
    said[at] = change(dict(zip(said[0], range(99), strict=False)), said[at])
    files[file] = "\r\n".join(",".join(cells) for cells in said) + "\r\n"
    return files


def left(places, cells):
    """A cell is missing before the address and one too many stands at the end."""
    cells[places["password"]] = WORD
    del cells[places["middleName"]]
    return [*cells, "x"]


def right(places, cells):
    """A cell too many stands before the birth date, and the last is missing."""
    cells[places["sex"]] = WORD
    return [*cells[:1], "", *cells[1:-1]]


def into_birth(places, cells):
    cells[places["birthDate"]] = WORD
    return cells


def mailed():
    made = Set("1.1")
    made.row("users", "e1")["password"] = ""
    made.row("users", "e1")["sms"] = "0171 555"
    return made


MOVED = [
    (mailed, "users.csv", "e1", left, "email"),
    (lambda: Set("1.1"), "demographics.csv", "l1", into_birth, "birthDate"),
]


def both(files, tmp_path):
    """The set as it is read once it was kept, and as it is read by the command; all that is kept."""
    (tmp_path / "set.zip").write_bytes(packed(files))
    keep_stripped(tmp_path / "set.zip", tmp_path / "kept", "set.zip")
    with zipfile.ZipFile(tmp_path / "kept") as said:
        text = "".join(said.read(name).decode() for name in said.namelist())
    found = read_set(tmp_path / "kept", "set.zip"), read_set(tmp_path / "set.zip")
    (tmp_path / "kept").unlink()
    return found, text


@pytest.mark.parametrize(("made", "file", "key", "change", "column"), MOVED)
def test_nothing_of_such_a_line_is_kept_or_told(tmp_path, made, file, key, change, column):
    found, text = both(lines(made(), file, key, change), tmp_path)
    assert WORD not in text
    for roster in found:
        (told,) = (one for one in roster.problems if one.code == "exchange.roster_shifted")
        assert (told.file, told.column, told.value) == (file, column, "")
        assert WORD not in str(roster.problems)
        assert roster.aside[f"{file}: lines whose cells have shifted: refused, never stored"] == 1
        assert not any(key == row["sourcedId"] for row in roster.tables[file[:-4]].rows)


def test_lines_after_it_stay_where_they_are(tmp_path):
    made = mailed()
    made.row("users", "g1")["enabledUser"] = "perhaps"
    files = lines(made, "users.csv", "e1", left)
    files["users.csv"] = files["users.csv"].replace("Cy,Oh", '"C\ny",Oh')
    (kept, by_command), _text = both(files, tmp_path)
    for roster in (kept, by_command):
        assert [(one.line, one.column) for one in roster.problems] == [
            (4, "email"),
            (6, "enabledUser"),
        ]


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [("e1", "enabledUser", "perhaps"), ("e1", "role", "principal"), ("e1", "email", "cy@")],
)
def test_what_cannot_be_a_password_is_told(tmp_path, key, column, value):
    made = Set("1.1")
    made.row("users", key)[column] = value
    found, text = both(made.texts(), tmp_path)
    assert value in text
    assert not any(one.code == "exchange.roster_shifted" for one in found[0].problems)


def test_words_of_files_without_anything_refused_are_told(tmp_path):
    made = Set("1.1")
    made.row("orgs", "d1")["type"] = "planet"
    found, _text = both(made.texts(), tmp_path)
    assert [(one.value, one.code) for one in found[0].problems] == [
        ("planet", "exchange.roster_choice")
    ]


def test_a_line_that_begins_as_a_mark_of_ours_tells_nothing_of_itself(tmp_path):
    files = Set("1.1").texts()
    files["users.csv"] += f"\N{NOT EQUAL TO}{WORD}\r\n"
    (tmp_path / "set.zip").write_bytes(packed(files))
    for roster in both(files, tmp_path)[0]:
        assert {one.code for one in roster.problems} == {"exchange.roster_cells"}
        assert WORD not in str(roster.problems)


@pytest.mark.slow
@pytest.mark.django_db
def test_it_reaches_neither_disk_nor_database_nor_page(ada):
    send(ada, packed(lines(mailed(), "users.csv", "e1", left)), "set", "set.zip")
    row = Import.objects.get()
    assert row.state == "wrong"
    listed = ada.get(reverse("import-problems", args=["grove", row.uuid])).content.decode()
    for one in uploads.folder().iterdir():
        with zipfile.ZipFile(one) as said:
            assert WORD not in "".join(said.read(name).decode() for name in said.namelist())
    assert WORD not in listed + page(ada, row) + str(row.preview)
    assert "cells of the line may have shifted" in page(ada, row)
