"""XLSX workbooks as text: looked through before they are unpacked, so that none can do harm."""

import io
import lzma
import re
import zipfile
import zlib
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from .bookparts import STRINGS, BookSheet, Parts, folded, of_one_sheet
from .corners import Corners, OddAddressError, corners
from .errors import MEND_THERE, FileUnreadable
from .not_workbooks import not_a_workbook
from .sharedtexts import text_in

MOST_UNPACKED, MOST_CELLS = 200, 20_000_000
MANY_CELLS, MOST_BESIDE = 1_000_000, 100
"""From so many cells on, at most so many that are not there are read for each that is."""
MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00")
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, KeyError, RuntimeError, NotImplementedError,
    ValueError, ParseError, ExpatError, OddAddressError, DefusedXmlException,
)  # fmt: skip
"""What reading a packed file raises that is broken, locked or packed in ways unknown to us."""

Lines = list[tuple[int, list[str]]]


def read_workbook(file: str, content: bytes, sheet: str | None, largest: int) -> Lines:
    """Cells of the first visible sheet, or the one named, as text.

    A formula counts as the value the workbook last showed. Raises FileUnreadable.
    """
    import fastexcel

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_size(file, packed, len(content), largest)
            parts = Parts(packed)
            raw = parts.read(_chosen(file, list(parts.sheets()), sheet).part)
            found, strings = corners(raw), parts.shared(STRINGS)
            _check_extent(file, found)
            _check_texts(file, raw, found, strings, largest)
            plain = of_one_sheet(parts, raw, strings)
        loaded = fastexcel.read_excel(plain).load_sheet(
            0, header_row=None, skip_rows=0, dtypes="string"
        )
        rows = [_texts(row) for row in loaded.to_polars().rows()]
    except (*DAMAGED, fastexcel.FastExcelError) as error:
        raise not_a_workbook(file, content) from error
    _fill_faults(found, rows)
    return list(enumerate(rows, 1))


def visible_sheets(file: str, content: bytes, largest: int) -> list[str]:
    """The names of the sheets that are not hidden; none of what cannot be read as a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_size(file, packed, len(content), largest)
            return [one.name for one in Parts(packed).sheets() if one.is_visible]
    except (*DAMAGED, FileUnreadable):
        return []


def _check_size(file: str, packed: zipfile.ZipFile, size: int, largest: int) -> None:
    """Refuse what unpacks too large, by what it says of itself and then by what it does."""
    unpacked = sum(one.file_size for one in packed.infolist())
    if unpacked > min(largest * 2, max(MOST_UNPACKED * size, 1 << 20)):
        raise _too_large(file)
    # which of two the reader of the cells takes is not for a workbook to choose
    names = [folded(one.filename) for one in packed.infolist()]
    broken = len(set(names)) < len(names) or packed.testzip()
    if broken:
        raise FileUnreadable(file=file, expected=_("the workbook is damaged"))


def _chosen(file: str, sheets: list[BookSheet], sheet: str | None) -> BookSheet:
    """The sheet named, or the first that is not hidden."""
    named = [one for one in sheets if one.name == sheet]
    if sheet is not None and not named:
        expected = _("it has no sheet named %(sheet)s; it has: %(sheets)s")
        details = {"sheet": sheet, "sheets": ", ".join(one.name for one in sheets)}
        raise FileUnreadable(file=file, expected=expected % details)
    if len(named) > 1:
        expected = _("two of its sheets are named %(sheet)s; give each a name of its own")
        raise FileUnreadable(file=file, expected=expected % {"sheet": sheet}, advice=MEND_THERE)
    visible = named or [one for one in sheets if one.is_visible]
    if not visible:
        raise FileUnreadable(file=file, expected=_("none of its sheets is visible"))
    return visible[0]


def _check_extent(file: str, found: Corners) -> None:
    """Refuse two cells at far corners, which would be read as billions between them."""
    cells = found.across * found.down
    if cells > MOST_CELLS or (cells > MANY_CELLS and cells > MOST_BESIDE * found.cells):
        raise FileUnreadable(
            file=file,
            expected=_("it has cells too far apart; delete what stands far from the table"),
            advice=MEND_THERE,
        )


def _check_texts(
    file: str, raw: bytes, found: Corners, strings: bytes | None, largest: int
) -> None:
    """Refuse a long text that so many cells show that all of them together are too much to hold."""
    if found.shared and strings and text_in(raw, found.shared, strings, 2 * largest) > 2 * largest:
        raise _too_large(file)


def _too_large(file: str) -> FileUnreadable:
    expected = _("the workbook would unpack so large that it is refused")
    return FileUnreadable(file=file, expected=expected)


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
