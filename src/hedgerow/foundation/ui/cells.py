"""The rows of a table as HTML.

A list of fifty rows has hundreds of cells, and a template takes most of such a page's time for them.
What stands here is what a template would make of each: ``tests/test_cells.py`` has that template.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import date as by_format
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime

from hedgerow.foundation.ui import numerals

if TYPE_CHECKING:
    from hedgerow.foundation.ui.table_pages import Cell

NOTHING = "–"


def lines(rows: Sequence[Sequence[Cell]]) -> SafeString:
    """Each row as ``tr``, its first cell as the heading; numbers, days and moments as the reader has
    them, all else escaped unless it is marked as safe. All rows have the labels of the first."""
    labels = [conditional_escape(str(cell.label)) for cell in rows[0][1:]] if rows else []
    made = "".join(f"<tr>{_line(row, labels)}</tr>" for row in rows)
    return mark_safe(made)  # noqa: S308 - all that is not ours was escaped


def _line(row: Sequence[Cell], labels: Sequence[str]) -> str:
    first, *rest = row
    day = ' class="date"' if first.kind == "date" else ""
    cells = [f'<th scope="row"{day}>{_inside(first)}</th>']
    for cell, label in zip(rest, labels, strict=True):
        idle = " idle" if cell.value is None or cell.value == "" else ""
        cells.append(f'<td data-label="{label}" class="{cell.kind}{idle}">{_inside(cell)}</td>')
    return "".join(cells)


def _inside(cell: Cell) -> str:
    if cell.url:
        return f'<a href="{conditional_escape(cell.url)}">{_said(cell.value)}</a>'
    if cell.kind == "badge" and cell.value:
        return f'<span class="tag">{_said(cell.value)}</span>'
    if cell.kind == "date":
        return _said(by_format(_here(cell.value), "DATE_FORMAT") or NOTHING)
    if cell.kind == "number":
        return _said(numerals.tally(cell.value))
    return f"<bdi>{_said(cell.value)}</bdi>"


def _said(value: object) -> str:
    """The value as a template says it."""
    if value is None:
        return NOTHING
    if isinstance(value, Promise):
        value = str(value)
    return conditional_escape(value if isinstance(value, str) else str(localize(_here(value))))


def _here(value: Any) -> Any:
    """A moment by the reader's clock."""
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value
