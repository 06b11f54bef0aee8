"""Of a workbook of several sheets that is read which is a table, and the others are named."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import Workbook

from hedgerow.edges.exchange.guessing.layout import likely_sheet
from hedgerow.edges.exchange.models import Import
from hedgerow.edges.exchange.noting import SHEETS
from hedgerow.edges.exchange.tests.sending import send

KIDS = [("Code", "Name", "Grade"), ("k1", "Ada Bloom", "3"), ("k2", "Bo Reed", "4")]
COVER = [("Spring roster",), ("Year", "2026-27"), ("Contact", "a@x.example")]


def workbook(**sheets: list[tuple[str, ...]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("sheets", "chosen", "others"),
    [
        ({"Read me": COVER, "Kids": KIDS}, "Kids", ["Read me"]),
        ({"One": [("Roster 2026",)], "Kids": KIDS}, "Kids", ["One"]),
        ({"Empty": [], "Kids": KIDS, "Old": KIDS[:2]}, "Kids", ["Empty", "Old"]),
        ({"A": KIDS, "B": KIDS}, "A", ["B"]),
        ({"Kids": KIDS}, "", []),
    ],
)
def test_the_sheet_that_looks_most_like_a_table_is_read(tmp_path, sheets, chosen, others) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(**sheets))
    assert likely_sheet(path, name="a.xlsx") == (chosen, others)


def test_of_what_is_no_workbook_no_sheet_is_chosen(tmp_path) -> None:
    for content in (b"a,b\n1,2\n", b"PK\x03\x04junk"):
        path = tmp_path / "a.csv"
        path.write_bytes(content)
        assert likely_sheet(path, name="a.csv") == ("", [])


def test_a_workbook_that_unpacks_too_large_is_not_looked_into(tmp_path) -> None:
    path, main = tmp_path / "bomb.xlsx", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheets = '<sheets><sheet name="A"/><sheet name="B"/></sheets>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        text = f'<workbook xmlns="{main}">{sheets}{" " * 20_000_000}</workbook>'
        packed.writestr("xl/workbook.xml", text)
    assert likely_sheet(path, name="bomb.xlsx") == ("", [])


@pytest.mark.django_db
def test_the_page_says_which_sheet_was_read_and_which_were_not(client, ada) -> None:
    send(client, workbook(**{"Read me": COVER, "Kids": KIDS}), "guess", "a.xlsx")
    row = Import.objects.get()
    assert row.preview[SHEETS] == ["Kids", "Read me"]
    page = client.get(reverse("import-columns", args=["grove", row.uuid])).content.decode()
    assert "Read is the sheet “Kids”." in page
    assert "<bdi>Read me</bdi>" in page
    assert "Ada Bloom" in page
