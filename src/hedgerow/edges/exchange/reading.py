"""Files as rows of text, each with its line; the kind is told by content, not by name."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import FileUnreadable

LARGEST = 200 * 1024 * 1024
MOST_UNPACKED = 100
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet: (line, column → text)."""

    file: str
    columns: Sequence[str]
    rows: Sequence[tuple[int, dict[str, str]]]


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """All cells as text. Raises FileUnreadable: too large, empty, binary, not a sheet."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileUnreadable(file=path.name, expected=f"at most {LARGEST >> 20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=path.name, expected=error.strerror) from error
    if not content.strip():
        raise FileUnreadable(file=path.name, expected="a heading line; the file is empty")
    if content.startswith(b"PK\x03\x04"):
        return _sheet(path.name, _workbook(path.name, content, sheet))
    return _sheet(path.name, _lines(path.name, _text(path.name, content)))


def _text(file: str, content: bytes) -> str:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(file, content, encoding)
    if b"\x00" in content:
        raise FileUnreadable(file=file, expected="text or a workbook, not a binary file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(file, content, "windows-1252")


def _decoded(file: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileUnreadable(file=file, expected="text in UTF-8, UTF-16 or Windows-1252") from error


def _lines(file: str, text: str) -> list[tuple[int, list[str]]]:
    """Cells of each row with the line it begins on; line breaks within quotes are counted."""
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t|", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, line = [], 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileUnreadable(file=file, expected=f"line {line}: {error}") from error
    return found


def _workbook(file: str, content: bytes, sheet: str | None) -> list[tuple[int, list[str]]]:
    """Cells as text; a formula counts as the value the workbook last showed."""
    import fastexcel

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > min(LARGEST, MOST_UNPACKED * len(content)):
            raise FileUnreadable(file=file, expected="a workbook that does not unpack so large")
        book = fastexcel.read_excel(content)
        name = book.sheet_names[0] if sheet is None else sheet
        loaded = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        rows = loaded.to_polars().rows()
    except (zipfile.BadZipFile, fastexcel.FastExcelError, IndexError) as error:
        raise FileUnreadable(file=file, expected=f"an XLSX workbook ({error})") from error
    return [(at, ["" if c is None else str(c) for c in row]) for at, row in enumerate(rows, 1)]


def _sheet(file: str, lines: list[tuple[int, list[str]]]) -> Sheet:
    columns = [name.strip() for name in lines[0][1]] if lines else []
    if not any(columns) or len(set(columns)) != len(columns):
        raise FileUnreadable(file=file, expected="a first line that names each column once")
    rows = []
    for line, cells in lines[1:]:
        if len(cells) > len(columns):
            raise FileUnreadable(file=file, expected=f"line {line}: {len(columns)} cells")
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        if any(cell.strip() for cell in padded):
            rows.append((line, dict(zip(columns, padded, strict=True))))
    return Sheet(file, columns, rows)
