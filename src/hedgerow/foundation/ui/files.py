"""A table's rows as a file: CSV and XLSX that no spreadsheet takes for formulas, sent as they come."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation

from hedgerow.foundation.ui.speaking import in_words_of_now
from hedgerow.foundation.ui.table_pages import Text

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
"""With what a formula begins, in letters of half and of full width; Source: OWASP, CSV Injection."""
BEGINS = rf"^('*)(?=[\t\r])|(^|[;\t|\r\n])[ \"]*('*)(?=[{SIGNS}])"
"""Where a cell may begin: what stands between commas is cut anew where a spreadsheet's separator is
another, and quotation marks within a cell hold it together for commas alone."""
GUARD, GUARDED = re.compile(BEGINS), re.compile(BEGINS.replace("('*)", "('*)'"))
# what neither a workbook nor a reader takes; line breaks and tabs stay
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SHEET = 1_048_576
CHUNK = 64 * 1024

Line = Sequence[object]


class Exported(Protocol):
    """Whatever has a name and lines, the headings first: a ``Table`` or a ``Sheet``."""

    @property
    def name(self) -> str: ...

    def lines(self) -> Iterable[Line]: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that a page writes by hand; ``rows`` are asked for when it is written. ``of`` says in the
    file's name whose and of when it is: letters, digits, hyphens and points."""

    name: str
    headings: Sequence[Text]
    rows: Callable[[], Iterable[Line]]
    of: str = ""

    def lines(self) -> Iterator[Line]:
        yield [str(heading) for heading in self.headings]
        yield from self.rows()


def export(table: Exported, kind: str, *, with_bom: bool = True) -> HttpResponse | None:
    """The answer to ``?format=csv`` or ``xlsx``; None for a page. UTF-8, times with zone."""
    name = "-".join(filter(None, (table.name, getattr(table, "of", ""))))
    if kind == "csv":
        lines = in_words_of_now(csv_lines(table.lines(), with_bom=with_bom))
        return attached(lines, "text/csv; charset=utf-8", f"{name}.csv")
    if kind == "xlsx":
        return attached(in_words_of_now(_workbook(table)), XLSX, f"{name}.xlsx")
    return None


def export_of(asked: Mapping[str, str], *tables: Exported) -> HttpResponse | None:
    """The file of the table that ``?table=`` names, the first if it names none."""
    wanted = [one for one in tables if one.name == asked.get("table")] or tables
    return export(wanted[0], asked.get("format", ""))


def harmless(value: object) -> object:
    """A value that a spreadsheet shows and does not run, by whatever it parts cells; numbers stay.

    An apostrophe stands before each sign with which a formula could begin; ``unguarded`` takes
    them away again.
    """
    plain: object = value.isoformat() if isinstance(value, datetime) else value
    if not isinstance(plain, str | int | float | Decimal | None):
        plain = str(plain)
    if isinstance(plain, str):
        return GUARD.sub(r"\g<0>'", CONTROL.sub("", plain))
    return plain


def unguarded(text: str) -> str:
    """The text that ``harmless`` was given, control characters aside."""
    return GUARDED.sub(lambda found: found[0][:-1], text) if "'" in text else text


def csv_lines(lines: Iterable[Line], *, with_bom: bool = False) -> Iterator[bytes]:
    """The lines as CSV, some at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    text.write("\ufeff" if with_bom else "")
    for line in lines:
        writer.writerow([harmless(value) for value in line])
        if text.tell() >= CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


def _workbook(table: Exported) -> Iterator[bytes]:
    """A workbook, written to a file of its own first: a workbook's index comes last."""
    from openpyxl import Workbook  # slow to import

    book = Workbook(write_only=True)
    heading: Line = ()
    for number, line in enumerate(table.lines()):
        heading = heading or line
        if number % (LONGEST_SHEET - 1) == 0:
            sheet = book.create_sheet(table.name[:31])
            sheet.sheet_view.rightToLeft = translation.get_language_bidi()
            _append(sheet, heading)
        if number:
            _append(sheet, line)
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


def _append(sheet: WriteOnlyWorksheet, line: Line) -> None:
    sheet.append([_cell(sheet, value) for value in line])


def _cell(sheet: WriteOnlyWorksheet, value: object) -> Any:
    """A number, a day, a moment in the reader's zone, or a text that is never a formula."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    cell = WriteOnlyCell(sheet, CONTROL.sub("", str(value)))
    cell.data_type = "s"
    return cell


def attached(chunks: Iterable[bytes], kind: str, name: str) -> HttpResponse:
    """The chunks as a file to keep; views need not know that it is sent as it comes."""
    response = StreamingHttpResponse(chunks, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return cast("HttpResponse", response)
