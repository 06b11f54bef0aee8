"""Files as rows of text, each with its line; the kind is told by content, not by name."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.foundation.targets import Text

from .encodings import encoding_of
from .errors import IN_UTF8, MEND_THERE, PART, FileUnreadable
from .workbooks import read_workbook

if TYPE_CHECKING:
    from .mappings import Across

LARGEST = 200 * 1024 * 1024
MOST_COLUMNS = 500
FIRST = 1 << 20
PACKED = b"PK\x03\x04"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NOT_SHEETS: tuple[tuple[bytes, Text], ...] = (
    (b"\xd0\xcf\x11\xe0", gettext_lazy("it is an old Excel or Word file, or has a password")),
    (b"%PDF", gettext_lazy("it is a PDF, not a spreadsheet")),
    (b"{\\rtf", gettext_lazy("it is a Word document, not a spreadsheet")),
    (b"<!DOCTYPE", gettext_lazy("it is a web page, not a spreadsheet")),
    (b"<html", gettext_lazy("it is a web page, not a spreadsheet")),
    (b"<?xml", gettext_lazy("it is an XML file, not a spreadsheet")),
)

FILLED = gettext_lazy("Choose a file with something in it. Nothing was imported.")

Lines = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What a mapping says of the file itself; nothing said is found out."""

    sheet: str | None = None
    heading: int = 1
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet: (line, cells in the order of ``columns``).

    ``above`` is what stands over the headings. ``across`` says how a register was spread of which
    these rows are the marks, ``years`` which year was told of its days where they have none, above
    them (``years_above``) or by the calendar.
    """

    file: str
    columns: Sequence[str]
    rows: Sequence[tuple[int, list[str]]]
    places: Mapping[str, int] = field(default_factory=dict)
    heading: int = 1
    above: Sequence[str] = ()
    across: "Across | None" = None
    years: str = ""
    years_above: bool = False


def read_sheet(path: Path, layout: Layout | None = None, *, name: str = "") -> Sheet:
    """All cells as text. Raises FileUnreadable: too large, empty, binary, not a sheet.

    ``name`` is the file's name for readers, where it is kept under another.
    """
    layout, name = layout or Layout(), name or path.name
    return sheet_of(name, read_lines(path, layout, name=name), layout.heading)


def is_workbook(path: Path) -> bool:
    """Whether it is a workbook, or packed like one."""
    with path.open("rb") as content:
        return content.read(4) == PACKED


def read_first(path: Path, layout: Layout, *, name: str) -> Lines:
    """The cells of the first lines of a file that is no workbook; of all where these cannot be told apart.

    Raises FileUnreadable.
    """
    with path.open("rb") as content:
        first = content.read(FIRST)
    whole, end, _rest = first.rpartition(b"\n")
    if end and not any(first.startswith(mark) for mark, _encoding in BOMS[1:]):
        try:
            return _lines(name, _text(name, whole, layout.encoding), layout.delimiter)
        except FileUnreadable:  # cut within a quotation, or in letters of several bytes
            pass
    return read_lines(path, layout, name=name)


def read_lines(path: Path, layout: Layout, *, name: str) -> Lines:
    """The cells of every line, whatever it is. Raises FileUnreadable."""
    try:
        if path.stat().st_size > LARGEST:
            expected = _("it has more than %d MB") % (LARGEST >> 20)
            raise FileUnreadable(file=name, expected=expected, advice=PART)
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=name, expected=error.strerror or str(error)) from error
    if not content.strip():
        raise FileUnreadable(file=name, expected=_("it is empty"), advice=FILLED)
    if content.startswith(PACKED):
        return narrow(name, read_workbook(name, content, layout.sheet, LARGEST))
    start = content[:512].lstrip()
    for mark, what in NOT_SHEETS:
        if start.startswith(mark):
            raise FileUnreadable(file=name, expected=str(what))
    return _lines(name, _text(name, content, layout.encoding), layout.delimiter)


def require_narrow(file: str, cells: Sequence[str]) -> None:
    """Refuse a line with text beyond the last column that a file may have. Raises FileUnreadable."""
    if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise FileUnreadable(
            file=file,
            expected=_("it has too many columns: at most %(most)s") % {"most": MOST_COLUMNS},
            advice=PART,
        )


def narrow(file: str, lines: Lines) -> Lines:
    """The lines without empty cells beyond the last column that a file may have. Raises FileUnreadable.

    What looks at headings compares each with the others: of very many it would take minutes.
    """
    for _line, cells in lines:
        require_narrow(file, cells)
        del cells[MOST_COLUMNS:]
    return lines


def _text(file: str, content: bytes, declared: str | None) -> str:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(file, content, encoding)
    if declared:
        return _decoded(file, content, declared)
    if b"\x00" in content:
        raise FileUnreadable(file=file, expected=_("it is not a spreadsheet"))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(file, content, encoding_of(content))


def _decoded(file: str, content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except (UnicodeError, LookupError, AttributeError, TypeError) as error:
        expected = _("its text is not in %(encoding)s; the mapping may name another encoding")
        expected %= {"encoding": encoding}
        raise FileUnreadable(file=file, expected=expected, advice=IN_UTF8) from error
    if "\0" in text:
        raise FileUnreadable(file=file, expected=_("it is not a spreadsheet"))
    return text


def _lines(file: str, text: str, delimiter: str | None) -> Lines:
    """Cells of each row with the line it begins on; line breaks within quotes are counted."""
    first = re.match(r"sep=([,;\t|])\r?\n", text)  # what a spreadsheet program writes for itself
    if first:
        delimiter = first.group(1)
    head = re.sub(r'"[^"]*"', "", "\n".join(re.split(r"[\r\n]+", text[:20_000])[:5]))
    delimiter = delimiter or max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, line = [], 1
    try:
        for cells in reader:
            if line > 1 or not first:
                found += narrow(file, [(line, cells)])
            line = reader.line_num + 1
    except csv.Error as error:
        expected = not_read(error, line)
        raise FileUnreadable(file=file, expected=expected, advice=MEND_THERE) from error
    return found


def not_read(error: csv.Error, line: int) -> str:
    """Why a line cannot be read: its quotation marks, or a cell that is longer than any is."""
    if "field limit" in str(error):
        text = _("line %(line)s has a cell of more than %(most)s characters")
        return text % {"line": line, "most": f"{csv.field_size_limit():,}"}
    return _("from line %(line)s on, a quotation mark is opened and not closed") % {"line": line}


def told_apart(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    """The names of the columns; of those that bear one name, each after what stands over it.

    “Name” beneath “Pupil” and beneath “Parent”, which a sheet with two lines of headings writes
    over several columns each, are “Pupil Name” and “Parent Name”.
    """
    names, over = [name.strip() for name in cells], ""
    twice = {name for name, count in Counter(names).items() if name and count > 1}
    found = []
    for at, name in enumerate(names):
        over = (above[at].strip() if at < len(above) else "") or over
        found.append(f"{over} {name}".strip() if name in twice else name)
    return found


def sheet_of(file: str, lines: Lines, heading: int) -> Sheet:
    """The rows below the line that names the columns. Raises FileUnreadable."""
    above = next((cells for line, cells in reversed(lines) if line < heading and any(cells)), [])
    titles = [cell for line, cells in lines if line < heading for cell in cells if cell.strip()]
    lines = [(line, cells) for line, cells in lines if line >= heading]
    while heading == 1 and lines and not any(cell.strip() for cell in lines[0][1]):
        lines = lines[1:]
    columns = told_apart(lines[0][1], above) if lines else []
    named = [name for name in columns if name]
    if not named or len(set(named)) != len(named):
        expected = _("line %(line)s does not give each column a name of its own") % {
            "line": heading
        }
        raise FileUnreadable(file=file, expected=expected, advice=MEND_THERE)
    rows = []
    for line, cells in lines[1:]:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            expected = _("line %(line)s has more cells than the %(count)s columns with a heading")
            details = {"line": line, "count": len(columns)}
            raise FileUnreadable(file=file, expected=expected % details, advice=MEND_THERE)
        if any(cell.strip() for cell in cells):
            rows.append((line, [*cells, *[""] * (len(columns) - len(cells))]))
    places = {name: at for at, name in enumerate(columns) if name}
    return Sheet(file, columns, rows, places, heading, titles)
