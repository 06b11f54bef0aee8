"""Which cells of a file may be wrong by themselves, for all its rows at once."""

from collections.abc import Mapping
from typing import Final

import polars as pl

from .fitting import FLAGS
from .layout import LONGEST, Heading
from .reading import Table
from .shifted import MAILBOXES

DAY: Final = "(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
PATTERNS: Final[Mapping[str, str]] = {
    "day": f"^{DAY}$",
    "moment": rf"^{DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{3}})?Z$",
    "year": "^[12][0-9]{3}$",
    "birth": "^(?:19[0-9]{2}|20[0-9]{2})$",
    "number": r"^-?[0-9]+(?:\.[0-9]+)?$",
}
"""What certainly is of its kind; of other texts ``fitting`` knows."""


def doubts(table: Table, places: Mapping[str, int], *, strict: bool) -> list[pl.Expr]:
    """What makes a row one to be looked at."""
    columns = [one for one in table.file.columns if one.name in places and not one.refused]
    found = [_doubt(one) for one in columns]
    if table.guarded:
        mails = [pl.col(one.name) for one in columns if one.name in MAILBOXES]
        found += [(text != "") & ~text.str.contains("@", literal=True) for text in mails]
    if strict:
        for name in ("status", "dateLastModified"):
            text = pl.col(name)
            found += [text == ""] if table.mode == "delta" else []
            found += [text != ""] if table.mode == "bulk" else []
    return found


def _doubt(column: Heading) -> pl.Expr:
    text = pl.col(column.name)
    doubt = text.str.contains("\0", literal=True)
    if not column.many:
        doubt |= text.str.len_chars() > LONGEST
    if column.choices:
        doubt |= ~text.is_in(["", *column.choices])
    if column.kind == "flag":
        doubt |= ~text.is_in(["", *FLAGS])
    elif column.kind != "text":
        doubt |= ~text.str.contains(PATTERNS[column.kind]) & (text != "")
        if column.kind in ("day", "moment"):
            day = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
            doubt |= day.is_null() & (text != "")
    return doubt | (text == "") if column.must else doubt
