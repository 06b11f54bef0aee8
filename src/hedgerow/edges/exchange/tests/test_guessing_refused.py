"""Passwords and sensitive flags of an unknown spreadsheet are neither kept nor shown nor mapped."""

import json
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange import uploads
from hedgerow.edges.exchange.guessing.refusing import is_refused, strip
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.reading import read_sheet

from .sending import confirm, page, send

SHEET = (
    "Student ID,First Name,Last Name,Password,Gender,Birthdate,Email\n"
    "1,Ada,Bloom,hunter2x,F,2012-04-13,a@x.example\n"
    '2,Bo,"Ek\n Lund",hunter3y,,2012-05-14,b@x.example\n'
)
CHOSEN = {"target": "people", "days": "day", "heading": "1", "constant-role": "learner",
          "column-0": "code", "column-1": "name", "column-2": "name", "column-3": "called",
          "column-5": "born"}  # fmt: skip


def kept() -> str:
    return "".join(one.read_text() for one in uploads.folder().iterdir())


@pytest.mark.parametrize(
    "heading",
    ["Password", "PASSWORT", "contraseña", "كلمة المرور", "userPassword", "Initial password",
     "pwd", "Federal Race", "sex", "Gender (GENDER)", "hispanicOrLatinoEthnicity", "الجنس"],
)  # fmt: skip
def test_headings_of_what_is_never_kept_are_known(heading: str) -> None:
    assert is_refused(heading)


@pytest.mark.parametrize(
    "heading", ["Name", "Clave", "Comment", "Bypass", "Sexta clase", "Whiteboard", "Código", ""]
)
def test_other_headings_are_not_refused(heading: str) -> None:
    assert not is_refused(heading)


@pytest.mark.django_db
def test_they_are_out_of_the_file_before_it_is_kept_and_the_page_says_so(ada) -> None:
    send(ada, SHEET, "guess", "class.csv")
    row = Import.objects.get()
    assert "hunter" not in kept()
    address = reverse("import-columns", args=["grove", row.uuid])
    shown = ada.get(address).content.decode()
    assert "hunter" not in shown
    assert shown.count("refused, never stored") == 2
    assert 'name="column-3"' not in shown
    assert 'name="column-4"' not in shown

    assert ada.post(address, CHOSEN).status_code == 302
    row.refresh_from_db()
    assert "Password" not in row.mapping
    assert row.preview["excluded"] == {
        "Password: refused, never stored": 2, "Gender: refused, never stored": 1,
    }  # fmt: skip
    assert "Password: refused, never stored" in page(ada, row)
    confirm(ada, row)
    assert set(Person.objects.filter(code__in=["1", "2"]).values_list("called", flat=True)) <= {""}
    assert "hunter" not in json.dumps(list(Import.objects.values("preview", "mapping")))


@pytest.mark.django_db
def test_they_go_too_where_the_headings_stand_in_another_line_than_was_found(ada) -> None:
    send(ada, f"a,b,c,d,e,f,g\n{SHEET}", "guess", "class.csv")
    row = Import.objects.get()
    address = reverse("import-columns", args=["grove", row.uuid])
    assert "hunter" not in ada.get(address, {"heading": "2"}).content.decode()
    assert "hunter" not in kept()
    row.refresh_from_db()
    assert row.preview["taken"] == {"Password": 2, "Gender": 1}


def test_what_is_left_is_read_as_before_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    text = 'sep=;\n\n;\nCode;"Name";Password\n1;"Ada; B,\nC";secret\n\n2;Bo;"se;cret"\n3;"""Cy""\t,";\n'
    file.write_text(text)
    before = read_sheet(file)
    assert strip(file, name="a.csv") == {"Password": 2}
    after = read_sheet(file)
    assert after.columns == before.columns
    assert after.rows == [(line, [*cells[:2], ""]) for line, cells in before.rows]
    assert "secret" not in file.read_text()
    written = file.read_bytes()
    assert strip(file, name="a.csv") == {}
    assert file.read_bytes() == written


def test_a_workbook_is_kept_as_the_text_of_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in [("Code", "Passwort"), ("1\n2", "geheim"), ("3", "")]:
        book.active.append(cells)
    file = tmp_path / "a.xlsx"
    book.save(file)
    assert strip(file, name="a.xlsx") == {"Passwort": 1}
    assert read_sheet(file).rows == [(2, ["1 2", ""]), (3, ["3", ""])]
