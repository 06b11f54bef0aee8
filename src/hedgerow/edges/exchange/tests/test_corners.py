"""Cells far apart are refused and faults seen, in whatever legal way a sheet writes its cells."""

import zipfile

import pytest

from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.reading import read_sheet
from hedgerow.edges.exchange.tests.test_traps import rewritten, workbook

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'


def written(tmp_path, rows: str, before: str = "", after: str = ""):
    path = workbook(tmp_path, lambda book: book.active.append(["code"]))
    text = (
        f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
    )
    return rewritten(path, SHEET, lambda _old: f"{text}</worksheet>".encode())


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        '<row r="1048576"><c\n r = "XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
        '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="2"><c t="n" r="XFD2"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="1048575"/><row><c r="XFC1"/><c><v>1</v></c></row>',
    ],
)
def test_cells_far_apart_are_refused_however_they_are_written(tmp_path, far: str) -> None:
    with pytest.raises(FileUnreadable, match="far apart"):
        read_sheet(written(tmp_path, HEADING + far))


@pytest.mark.parametrize("odd", ['<c r="ABCD5"/>', '<c r="5"/>', '<c r=""/>'])
def test_cells_that_stand_nowhere_are_a_damaged_workbook(tmp_path, odd: str) -> None:
    with pytest.raises(FileUnreadable, match="damaged"):
        read_sheet(written(tmp_path, f"{HEADING}<row>{odd}</row>"))


def test_what_a_sheet_says_of_itself_and_far_rows_without_cells_do_not_matter(tmp_path) -> None:
    path = written(
        tmp_path,
        HEADING + '<row r="2"><c><v>5</v></c></row><row r="1048576" ht="3"/>',
        before='<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>',
    )
    assert read_sheet(path).rows == [(2, ["5"])]


def test_faults_and_formulas_without_a_value_are_seen_however_they_are_written(tmp_path) -> None:
    cells = (
        "<row r='2'><c t='e' r='A2'><v>#N/A</v></c></row>"
        '<row><c s="0" r="A3"><f>1+1</f></c></row>'
        '<row><c><f t="shared" si="0"/><v></v></c></row>'
        "<row><c><f>1+1</f><v>2</v></c></row>"
    )
    rows = read_sheet(written(tmp_path, HEADING + cells)).rows
    assert [cells for _line, cells in rows] == [["#N/A"], ["#FORMULA"], ["#FORMULA"], ["2"]]


def test_a_sheet_that_declares_what_it_is_made_of_is_refused(tmp_path) -> None:
    path = written(tmp_path, HEADING)
    declared = b'<!DOCTYPE worksheet [<!ENTITY a "XFD1048576">]>'
    with pytest.raises(FileUnreadable):
        read_sheet(rewritten(path, SHEET, lambda text: declared + text))


def test_a_second_part_of_the_same_name_in_other_letters_is_refused(tmp_path) -> None:
    path = written(tmp_path, HEADING)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(SHEET.replace("sheet1", "Sheet1"), packed.read(SHEET))
    with pytest.raises(FileUnreadable, match="damaged"):
        read_sheet(path)
