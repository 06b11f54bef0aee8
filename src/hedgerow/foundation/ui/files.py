"""A table's rows as a file: CSV and XLSX that no spreadsheet takes for formulas."""

import csv
import io
import re
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import get_language_bidi

from hedgerow.foundation.ui.tables import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# what neither a workbook nor a reader takes; line breaks and tabs stay
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(table: Table, kind: str, *, with_bom: bool = True) -> HttpResponse | None:
    """The answer to ``?format=csv`` or ``xlsx``; None for a page. UTF-8, times with zone."""
    if kind == "csv":
        return _attached(_as_csv(table, with_bom), "text/csv; charset=utf-8", f"{table.name}.csv")
    if kind == "xlsx":
        return _attached(_as_xlsx(table), XLSX, f"{table.name}.xlsx")
    return None


def harmless(value: object) -> object:
    """A value that a spreadsheet shows and does not run; numbers stay numbers."""
    if isinstance(value, str | int | float | None):
        plain: object = value
    else:
        plain = value.isoformat() if isinstance(value, datetime) else str(value)
    if isinstance(plain, str):
        plain = CONTROL.sub("", plain)
        return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain
    return plain


def _as_csv(table: Table, with_bom: bool) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([harmless(value) for value in line] for line in table.lines())
    return text.getvalue().encode("utf-8-sig" if with_bom else "utf-8")


def _as_xlsx(table: Table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name[:31])
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for line in table.lines():
        sheet.append([harmless(value) for value in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
