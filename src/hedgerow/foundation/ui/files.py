"""A table's rows as a file: CSV and XLSX that no spreadsheet takes for formulas, sent as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Protocol, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.errors import Refused
from hedgerow.foundation.ui.formulas import CONTROL, harmless
from hedgerow.foundation.ui.speaking import in_words_of_now
from hedgerow.foundation.ui.table_pages import Text

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

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


class NotAFile(Refused):
    """The address asks for a file in a word that is none of those it may be."""

    code = "foundation.not_a_file"
    text = _("“%(name)s=%(asked)s” in this address means nothing here.")
    status = HTTPStatus.NOT_FOUND

    def __init__(self, name: str, asked: str, possible: Iterable[str]) -> None:
        super().__init__(name=name, asked=asked)
        self.next_step = _("It may be one of these: %(them)s.") % {"them": ", ".join(possible)}


def export(table: Exported, kind: str, *, with_bom: bool = True) -> HttpResponse | None:
    """The answer to ``?format=csv`` or ``xlsx``; None for a page. UTF-8, times with zone.

    Raises NotAFile for another format, and for a choice that a filter does not have: a page shows
    that nothing was chosen, a file would not.
    """
    if not kind:
        return None
    if kind not in ("csv", "xlsx"):
        raise NotAFile("format", kind, ("csv", "xlsx"))
    for name, asked, possible in getattr(table, "misread", ()):
        raise NotAFile(name, asked, possible)
    name = "-".join(filter(None, (table.name, getattr(table, "of", ""))))
    if kind == "csv":
        lines = in_words_of_now(csv_lines(table.lines(), with_bom=with_bom))
        return attached(lines, "text/csv; charset=utf-8", f"{name}.csv")
    return attached(in_words_of_now(_workbook(table)), XLSX, f"{name}.xlsx")


def export_of(asked: Mapping[str, str], *tables: Exported) -> HttpResponse | None:
    """The file of the table that ``?table=`` names, the first if it names none; raises NotAFile."""
    named = {one.name: one for one in tables}
    kind, name = asked.get("format", ""), asked.get("table") or tables[0].name
    if kind and name not in named:
        raise NotAFile("table", name, named)
    return export(named.get(name, tables[0]), kind)


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
