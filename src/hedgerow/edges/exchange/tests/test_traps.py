"""What spreadsheets do to data: dates, decimals, rounded codes, faults, hidden sheets, bombs."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

import pytest
from openpyxl import Workbook

from hedgerow.edges.exchange.cells import Unfit, converter, source_reader
from hedgerow.edges.exchange.errors import FileUnreadable, MappingWrong
from hedgerow.edges.exchange.mappings import Source, parse_mapping
from hedgerow.edges.exchange.reading import Layout, read_sheet
from hedgerow.foundation.targets import Field
from hedgerow.foundation.ui.formulas import harmless


def value(kind, text, **source):
    mapped = Source(column="a", **source)
    read = source_reader(mapped, {"a": 0})
    return converter(Field("a", kind, "", lines="\n" in text), mapped)(read([text]))


@pytest.mark.parametrize("text", ["+49 30 1234567", "-", "@oak", "=1+1", "'=1", "bring:\n- a pen"])
def test_what_one_of_our_files_says_comes_in_as_it_was(text):
    assert value("text", str(harmless(text))) == text


@pytest.mark.parametrize("text", ["'t Hooft", "O'-Neil", "the '90s", "it's 5'-6'"])
def test_an_apostrophe_of_ones_own_stays(text):
    assert value("text", text) == text


@pytest.mark.parametrize(
    ("kind", "text", "source", "expected"),
    [
        ("date", "2014-07-01", {}, date(2014, 7, 1)),
        ("date", "01.07.2014", {"format": "DD.MM.YYYY"}, date(2014, 7, 1)),
        ("date", "7/1/14", {"format": ["M/D/YY"]}, date(2014, 7, 1)),
        ("date", "41821", {"format": "serial"}, date(2014, 7, 1)),
        ("date", "2014-07-01", {"format": "DD.MM.YYYY"}, date(2014, 7, 1)),
        ("date", "11/25/2026", {}, date(2026, 11, 25)),
        ("date", "25.11.2026", {}, date(2026, 11, 25)),
        ("date", "2026/11/5", {}, date(2026, 11, 5)),
        ("date", "Sept. 5, 2026", {}, date(2026, 9, 5)),
        ("date", "5 November 2026", {}, date(2026, 11, 5)),
        ("date", "11/11/2026", {}, date(2026, 11, 11)),
        ("web", "oak.example.org", {}, "https://oak.example.org"),
        ("web", "oak.example.org:8080/a", {}, "https://oak.example.org:8080/a"),
        ("web", "http://oak.example.org", {}, "http://oak.example.org"),
        ("time", "15:30", {}, time(15, 30)),
        ("time", "3:30 PM", {"format": "h:mm AM"}, time(15, 30)),
        ("time", "1899-12-31 15:30:00", {}, time(15, 30)),
        ("number", "1.234,5", {"decimal": ",", "thousands": "."}, Decimal("1234.5")),
        ("number", "0.33333333333", {}, Decimal("0.333333")),
        ("number", "", {}, None),
        ("whole", "12.0", {}, 12),
        ("text", "64725.0", {"digits": 7}, "0064725"),
        ("text", '="0012"', {}, "0012"),
        ("yes", "X", {}, True),
        ("text", "P", {"values": {"P": "present"}}, "present"),
        ("text", "?", {"values": {"P": "present"}, "otherwise": "absent"}, "absent"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(kind, text, source, expected):
    assert value(kind, text, **source) == expected


@pytest.mark.parametrize(
    ("kind", "text", "source"),
    [
        ("date", "13/13/2014", {"format": "M/D/YYYY"}),
        ("date", "0214-07-01", {}),
        ("date", "20140701", {}),
        ("date", "03/04/2026", {}),
        ("date", "3.4.2026", {}),
        ("date", "11/25/26", {}),
        ("date", "25/11/2026", {"format": "M/D/YYYY"}),
        ("web", "mailto:a@example.org", {}),
        ("number", "1,5", {}),
        ("number", "1_000", {}),
        ("number", "NaN", {}),
        ("number", "1e15", {}),
        ("whole", "-1", {}),
        ("whole", "9999999999", {}),
        ("text", "1.96473E+12", {"digits": 14}),
        ("text", "123456", {"digits": 5}),
        ("text", "#N/A", {}),
        ("email", "ada at example", {}),
        ("web", "javascript:alert(1)", {}),
        ("text", "Q", {"values": {"P": "present"}}),
    ],
)
def test_a_cell_that_cannot_be_meant_so_is_a_problem(kind, text, source):
    with pytest.raises(Unfit):
        value(kind, text, **source)


def workbook(tmp_path, fill):
    book = Workbook()
    fill(book)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_a_workbook_keeps_its_lines_days_and_faults(tmp_path):
    def fill(book):
        secret = book.active
        secret.sheet_state = "hidden"
        secret.append(["hidden"])
        sheet = book.create_sheet("Shown")
        sheet["B3"], sheet["C3"], sheet["D3"] = "code", "day", "sum"
        sheet["B4"], sheet["C4"], sheet["D4"] = 64725.0, date(2014, 7, 1), "=1+1"
        sheet["B5"], sheet["C5"] = "0012", "#N/A"
        sheet["C5"].data_type = "e"

    found = read_sheet(workbook(tmp_path, fill))
    assert found.columns == ["code", "day", "sum"]
    assert found.rows == [(4, ["64725", "2014-07-01", "#FORMULA"]), (5, ["0012", "#N/A", ""])]


def test_cells_far_apart_are_refused_before_they_are_unpacked(tmp_path):
    def fill(book):
        book.active["A1"], book.active["XFD1048576"] = "code", "far"

    with pytest.raises(FileUnreadable, match="far apart"):
        read_sheet(workbook(tmp_path, fill))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    path = workbook(tmp_path, lambda book: book.active.append(["code"]))
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    with zipfile.ZipFile(packed) as source:
        info = source.getinfo("xl/workbook.xml")
    content = bytearray(packed.getvalue())
    content[info.header_offset + 60] ^= 1
    path.write_bytes(content)
    with pytest.raises(FileUnreadable):
        read_sheet(path)


def rewritten(path, part, change):
    """The workbook with one part of it changed."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


@pytest.mark.slow
def test_many_cells_that_never_close_are_passed_over_once(tmp_path):
    path = workbook(tmp_path, lambda book: (book.active.append(["code"]), book.active.append([5])))
    many = b"<!--" + b'<c r="A1"' * 50_000 + b"--></worksheet>"
    sheet = "xl/worksheets/sheet1.xml"
    rewritten(path, sheet, lambda content: content.replace(b"</worksheet>", many))
    assert read_sheet(path).rows == [(2, ["5"])]


def test_a_workbook_that_does_not_say_where_its_sheet_lies_is_damaged(tmp_path):
    path = workbook(tmp_path, lambda book: book.active.append(["code"]))
    lost = "xl/_rels/workbook.xml.rels"
    rewritten(path, lost, lambda content: content.replace(b'Id="rId', b'Id="other'))
    with pytest.raises(FileUnreadable):
        read_sheet(path)


@pytest.mark.parametrize("encoding", ["undefined", "punycode", "rot13", "no-such-encoding"])
def test_an_encoding_that_reads_no_spreadsheet_is_told(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes("code\nÄ\n".encode())
    with pytest.raises(FileUnreadable, match=encoding):
        read_sheet(path, Layout(encoding=encoding))


def test_lines_are_counted_across_breaks_and_titles(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Report\n"x\ny"\nname;code\n"Elm\nHouse";1\n\nOak;2\n')
    found = read_sheet(path, Layout(heading=4))
    assert found.rows == [(5, ["Elm\nHouse", "1"]), (8, ["Oak", "2"])]


def test_a_declared_encoding_and_delimiter_are_obeyed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("name|code\nカシ,木|1\n".encode("shift-jis"))
    found = read_sheet(path, Layout(encoding="shift-jis", delimiter="|"))
    assert found.rows == [(2, ["カシ,木", "1"])]


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The longest cell as Python sets it; a library of other tests sets it for all of them."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4 x", "it is a PDF"),
        (b"<html><table>", "it is a web page"),
        (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
        (b"PK\x03\x04junk", "not a spreadsheet, or a damaged one"),
        (b"a,b\n1,2,3\n", "line 2 has more cells than the 2 columns"),
        (b"a,a\n1,2\n", "line 1 does not give each column a name of its own"),
        (b'a\n"x\n', "from line 2 on, a quotation mark is opened and not closed"),
        (b"a\nb\n" + b"x" * 140_000, "line 3 has a cell of more than 131,072 characters"),
    ],
)
def test_other_kinds_of_file_are_refused_in_plain_words(usual_limit, tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable, match=words):
        read_sheet(path)


@pytest.mark.parametrize(
    "wrong",
    [
        'matches = "(a+"',
        'matches = "(?=a)"',
        'equals = ["a"]\nmatches = "a"',
        'colour = "a"',
    ],
)
def test_a_condition_that_cannot_be_is_named(wrong):
    text = (
        f'target = "people"\n[[where]]\ncolumn = "a"\n{wrong}\n[[rows]]\nlabel = "x"\nfields = {{}}'
    )
    with pytest.raises(MappingWrong, match=r"m\.toml, where\.0"):
        parse_mapping(text, "m.toml")


@pytest.mark.parametrize("form", ["DD.MM.YYYYx", "%d", "never"])
def test_a_format_that_is_none_is_refused(form):
    with pytest.raises(ValueError, match="formats such as"):
        Source(column="a", format=form)


def test_days_and_counts_in_arabic_digits_are_read():
    assert value("date", "٠٣/٠٤/٢٠١٤", format=["D/M/YYYY"]) == date(2014, 4, 3)
    assert value("date", "٢٠١٤-٠٣-٠٤") == date(2014, 3, 4)
    assert value("whole", "۱۲") == 12
