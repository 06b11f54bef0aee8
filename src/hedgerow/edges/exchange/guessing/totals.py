"""Lines that sum up a sheet: no row of its own, though they stand among them."""

import re
from collections.abc import Sequence
from typing import Final

from ..reading import Sheet
from . import further
from .folded import plain

LAST: Final = 5
"""So many lines at the end of a sheet may sum it up."""
NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,’' ]*%?")
WORDS: Final = further.plain_words("totals") | frozenset({
    "total", "totals", "grand total", "subtotal", "sum", "count", "total general", "totales", "suma",
    "gesamt", "insgesamt", "summe", "anzahl", "المجموع", "الاجمالي", "الإجمالي", "العدد",
})  # fmt: skip
"""Words that begin such a line, as ``plain`` has them."""


def totals(sheet: Sheet) -> dict[str, list[str]]:
    """By column, the texts that begin a line at the end which says nothing else but numbers."""
    found: dict[str, list[str]] = {}
    for _line, cells in sheet.rows[-LAST:]:
        if (column := _begins(sheet, cells)) is not None:
            text = cells[sheet.places[column]].strip()
            texts = found.setdefault(column, [])
            texts += [] if text in texts else [text]
    return found


def _begins(sheet: Sheet, cells: Sequence[str]) -> str | None:
    """The column in which the word of a total stands first in these cells, if one does."""
    there = [(name, cells[at].strip()) for name, at in sheet.places.items() if cells[at].strip()]
    if not there or plain(there[0][1]) not in WORDS:
        return None
    return there[0][0] if all(NUMBER.fullmatch(text) for _name, text in there[1:]) else None
