"""Every table and column of an archive with what it means, as people read it: a spreadsheet, a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .contents import LINKS, PARTS
from .schema import about, links_schema

HEADINGS: Final = ("table", "column", "type", "key", "names", "description")


@dataclass(frozen=True, slots=True)
class Listed:
    """One table: what one row is, what such rows are called in facts, and its Table Schema."""

    name: str
    says: str
    kind: str
    schema: Mapping[str, Any]

    def lines(self) -> Iterator[tuple[str, ...]]:
        """A line a column, under ``HEADINGS``."""
        key = self.schema.get("primaryKey", ())
        pointing = {
            one["fields"][0]: one["reference"]["resource"] or self.name
            for one in self.schema.get("foreignKeys", ())
        }
        for one in self.schema["fields"]:
            name = one["name"]
            target = f"{pointing[name]}.uuid" if name in pointing else ""
            in_key = "yes" if name in key else ""
            yield self.name, name, one["type"], in_key, target, one["description"]


def tables() -> Iterator[Listed]:
    """All tables, in the order in which people read them."""
    for part in reversed(PARTS):
        told: Mapping[str, Any] = about(part)
        yield Listed(part.name, told["description"], part.kind, told["schema"])
    for name, label, field, says in LINKS:
        yield Listed(name, says, "", links_schema(label, field)[1])


def as_csv() -> bytes:
    """All columns for a spreadsheet program, which tells UTF-8 by the mark it begins with."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for one in tables():
        writer.writerow((one.name, "", "", "", "", one.says))
        writer.writerows(one.lines())
    return text.getvalue().encode("utf-8-sig")


def as_page() -> str:
    """All tables in Markdown."""
    return "\n\n".join(part for one in tables() for part in _section(one))


def _section(one: Listed) -> Iterator[str]:
    called = f" In facts such a row is called `{one.kind}`." if one.kind else ""
    yield f"## {one.name}"
    yield f"{one.says}{called}"
    rows = [
        f"| `{column}` | {kind}{', key' if key else ''} | {says.replace('|', chr(92) + '|')} |"
        for _table, column, kind, key, _names, says in one.lines()
    ]
    yield "\n".join(["| column | type | what it says |", "|---|---|---|", *rows])
