"""XLSX workbooks as text: looked through before they are unpacked, so that none can do harm."""

import io
import posixpath
import re
import zipfile
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from .corners import Corners, OddAddressError, corners
from .errors import MEND_THERE, FileUnreadable

MOST_UNPACKED, MOST_CELLS = 200, 20_000_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SETS = frozenset(("manifest.csv", "School.csv"))
MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00")

Lines = list[tuple[int, list[str]]]


def read_workbook(file: str, content: bytes, sheet: str | None, largest: int) -> Lines:
    """Cells of the first visible sheet, or the one named, as text.

    A formula counts as the value the workbook last showed. Raises FileUnreadable.
    """
    import fastexcel

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_size(file, packed, len(content), largest)
            name, inside = _sheet_inside(file, packed, sheet)
            raw = packed.read(inside)
        found = corners(raw)
        _check_extent(file, found)
        loaded = fastexcel.read_excel(content).load_sheet(
            name, header_row=None, skip_rows=0, dtypes="string"
        )
        rows = [_texts(row) for row in loaded.to_polars().rows()]
    except (
        zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ParseError,
        ExpatError, OddAddressError, DefusedXmlException, fastexcel.FastExcelError,
    ) as error:  # fmt: skip
        raise _not_a_workbook(file, content) from error
    _fill_faults(found, rows)
    return list(enumerate(rows, 1))


def visible_sheets(file: str, content: bytes, largest: int) -> list[str]:
    """The names of the sheets that are not hidden; none of what cannot be read as a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_size(file, packed, len(content), largest)
            return [str(one.get("name")) for one in _sheets(packed) if _is_visible(one)]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, ParseError,
            DefusedXmlException, FileUnreadable):  # fmt: skip
        return []


def _sheets(packed: zipfile.ZipFile) -> list[Element]:
    return list(fromstring(packed.read("xl/workbook.xml")).iter(f"{MAIN}sheet"))


def _is_visible(sheet: Element) -> bool:
    return sheet.get("state", "visible") == "visible"


def _not_a_workbook(file: str, content: bytes) -> FileUnreadable:
    """What a packed file seems to be instead, in words for those who sent it in."""
    names = _names_in(content)
    if not SETS.isdisjoint(name.rpartition("/")[2] for name in names):
        expected = _("it is a set of several files; choose to read it as one")
        advice = _(
            "Choose what it is a set of where you choose how it is read. Nothing was imported."
        )
        return FileUnreadable(file=file, expected=expected, advice=advice)
    return FileUnreadable(file=file, expected=_instead(names))


def _names_in(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return []


def _instead(names: list[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return _("it is a Word document, not a spreadsheet")
    if "xl/workbook.bin" in names:
        return _("it is a binary Excel workbook (XLSB)")
    if any(name.startswith("xl/") for name in names):
        return _("the workbook is damaged")
    if "content.xml" in names:
        return _("it is an OpenDocument file")
    return _("it is not a spreadsheet, or a damaged one")


def _check_size(file: str, packed: zipfile.ZipFile, size: int, largest: int) -> None:
    """Refuse what unpacks too large, by what it says of itself and then by what it does."""
    unpacked = sum(one.file_size for one in packed.infolist())
    if unpacked > min(largest * 2, max(MOST_UNPACKED * size, 1 << 20)):
        raise FileUnreadable(
            file=file, expected=_("the workbook would unpack so large that it is refused")
        )
    # which of two the reader of the cells takes is not for a workbook to choose
    names = [one.filename.replace("\\", "/").casefold() for one in packed.infolist()]
    broken = len(set(names)) < len(names) or packed.testzip()
    if broken:
        raise FileUnreadable(file=file, expected=_("the workbook is damaged"))


def _sheet_inside(file: str, packed: zipfile.ZipFile, sheet: str | None) -> tuple[str, str]:
    """Name and part of the sheet: the one named, or the first that is not hidden."""
    sheets = _sheets(packed)
    visible = [one for one in sheets if _is_visible(one)]
    names = [str(one.get("name")) for one in sheets]
    if sheet is not None and sheet not in names:
        expected = _("it has no sheet named %(sheet)s; it has: %(sheets)s")
        details = {"sheet": sheet, "sheets": ", ".join(names)}
        raise FileUnreadable(file=file, expected=expected % details)
    if not visible and sheet is None:
        raise FileUnreadable(file=file, expected=_("none of its sheets is visible"))
    chosen: Element = visible[0] if sheet is None else sheets[names.index(sheet)]
    relations = fromstring(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in relations}
    part = targets[chosen.get(RELATION)]  # a KeyError is told as a damaged workbook
    return str(chosen.get("name")), posixpath.normpath(posixpath.join("/xl", part)).lstrip("/")


def _check_extent(file: str, found: Corners) -> None:
    """Refuse two cells at far corners, which would be read as billions between them."""
    if found.across * found.down > MOST_CELLS:
        raise FileUnreadable(
            file=file,
            expected=_("it has cells too far apart; delete what stands far from the table"),
            advice=MEND_THERE,
        )


def _texts(row: tuple[object, ...]) -> list[str]:
    """Cells as text; a whole day without the midnight that a workbook gives it."""
    texts = ["" if cell is None else str(cell) for cell in row]
    return [MIDNIGHT.sub(r"\1", text) if text.endswith(" 00:00:00") else text for text in texts]


def _fill_faults(found: Corners, rows: list[list[str]]) -> None:
    """Write faults (``#N/A``) and formulas without a value where they were read as nothing."""
    for row, column, text in found.lacking:
        line, place = row - 1, column - max(found.first, 1)
        if line < len(rows) and 0 <= place < len(rows[line]) and not rows[line][place]:
            rows[line][place] = text
