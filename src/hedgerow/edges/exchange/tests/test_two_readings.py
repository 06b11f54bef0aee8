"""Of a workbook made so that two programs see different sheets, what was looked through is read."""

import io
import struct
import zipfile
import zlib

import pytest

from hedgerow.edges.exchange.errors import FileUnreadable
from hedgerow.edges.exchange.reading import Layout, read_sheet
from hedgerow.edges.exchange.workbooks import visible_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sheet(said: str, rows: str = "") -> str:
    cells = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{said}</t></is></c></row>{rows}'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def relations(**targets: str) -> str:
    lines = (
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, said in targets.items()
        for kind, target in [said.split(" ")]
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(lines)}</Relationships>'


ONE, TWO = "worksheet worksheets/sheet1.xml", "worksheet worksheets/sheet2.xml"
SHEET = '<sheet name="S" sheetId="1" r:id="r1"/>'


def book(sheets: str = SHEET, rels: str = "", more: str = "", **parts: str | bytes) -> bytes:
    """A workbook whose first sheet says "ours" and whose second says "theirs"."""
    made = io.BytesIO()
    held: dict[str, str | bytes] = {
        "_rels/.rels": relations(t="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:y="urn:other" {more}>'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels or relations(r1=ONE, r2=TWO),
        "xl/worksheets/sheet1.xml": sheet("ours"),
        "xl/worksheets/sheet2.xml": sheet("theirs"),
    } | parts
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, said in held.items():
            packed.writestr(name, said)
    return made.getvalue()


def added(part: zipfile.ZipInfo | str, said: str) -> bytes:
    made = io.BytesIO(book())
    with zipfile.ZipFile(made, "a") as packed:
        packed.writestr(part, said)
    return made.getvalue()


def renamed_aside() -> bytes:
    """A part that says in its extra data, which some programs heed, that it is the first sheet."""
    part, name = zipfile.ZipInfo("aside.xml"), b"xl/worksheets/sheet1.xml"
    said = b"\x01" + struct.pack("<I", zlib.crc32(b"aside.xml")) + name
    part.extra = struct.pack("<HH", 0x7075, len(said)) + said
    return added(part, sheet("theirs"))


def read(tmp_path, content: bytes, layout: Layout | None = None) -> list[str]:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    return list(read_sheet(path, layout).columns)


@pytest.mark.parametrize(
    "content",
    [
        book(),
        book(f'<y:sheet name="S" r:id="r2"/>{SHEET}'),
        book('<sheet name="S" sheetId="1" y:id="r2" r:id="r1"/>'),
        book(rels=relations(r1="worksheet /xl/worksheets/sheet1.xml")),
        book(rels=relations(r1="worksheet ../xl/./worksheets/sheet1.xml")),
        book(rels=relations(r1="worksheet Worksheets/SHEET1.xml")),
        book(rels=relations(r1=ONE, r2=ONE)),
        book(f'<sheet name="C" sheetId="2" r:id="r2"/>{SHEET}',
             relations(r2="chartsheet worksheets/sheet2.xml", r1=ONE)),
        renamed_aside(),
        book(**{"content.xml": "<office/>", "xl/workbook.bin": b"\x00"}),
    ],
)  # fmt: skip
def test_the_sheet_that_was_looked_through_is_the_one_that_is_read(tmp_path, content) -> None:
    assert read(tmp_path, content) == ["ours"]


def test_a_prefix_that_usually_means_relations_and_here_does_not_leads_nowhere(tmp_path) -> None:
    text = (
        f'<workbook xmlns="{MAIN}" xmlns:q="{OFFICE}" xmlns:r="urn:other"><sheets>'
        '<sheet name="S" sheetId="1" q:id="r1" r:id="r2"/></sheets></workbook>'
    )
    assert read(tmp_path, book(**{"xl/workbook.xml": text})) == ["ours"]


def test_a_workbook_that_keeps_strictly_to_the_standard_is_read(tmp_path) -> None:
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{STRICT}/spreadsheetml/main" '
        f'xmlns:r="{STRICT}/officeDocument/relationships"><sheets>{SHEET}</sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet("ours").replace(MAIN, f"{STRICT}/spreadsheetml/main"),
    }
    assert read(tmp_path, book(**parts)) == ["ours"]


def test_a_workbook_that_lies_elsewhere_in_its_package_is_read_from_there(tmp_path) -> None:
    text = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{SHEET}</sheets></workbook>'
    parts = {
        "_rels/.rels": relations(t="officeDocument book/main.xml"),
        "book/main.xml": text,
        "book/_rels/main.xml.rels": relations(r1="worksheet ../xl/worksheets/sheet2.xml"),
    }
    assert read(tmp_path, book(**parts)) == ["theirs"]


def test_two_sheets_of_one_name_are_not_told_apart_by_it(tmp_path) -> None:
    content = book(f'{SHEET}<sheet name="S" sheetId="2" r:id="r2"/>')
    with pytest.raises(FileUnreadable, match="two of its sheets are named S"):
        read(tmp_path, content, Layout(sheet="S"))
    assert read(tmp_path, content) == ["ours"]


@pytest.mark.parametrize(
    "content",
    [
        book(rels=relations(r1=ONE).replace("</", '<Relationship Id="r1" Target="x"/></')),
        added("/xl/worksheets/sheet1.xml", sheet("theirs")),
        added("xl\\worksheets\\Sheet1.xml", sheet("theirs")),
        book(rels=relations(r1="worksheet http://127.0.0.1/sheet.xml")),
    ],
)
def test_what_could_be_read_in_two_ways_is_damaged(tmp_path, content) -> None:
    with pytest.raises(FileUnreadable, match="damaged"):
        read(tmp_path, content)
    assert visible_sheets("a", content, 1 << 20) in ([], ["S"])
