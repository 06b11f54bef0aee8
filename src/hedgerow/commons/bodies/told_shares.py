"""Constituencies in further languages: a line for each, in their order."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .models import Body

NUMBER = re.compile(r"^\d{1,3}\s+(?=\S)")


def lines_of(text: str) -> list[str]:
    """The lines in which something stands, without a number of seats before it."""
    return [NUMBER.sub("", line.strip())[:120] for line in text.splitlines() if line.strip()]


def shares_told(body: Body) -> dict[str, str]:
    """What the form shows in each language; one that is not told stands as it is kept."""
    shares = list(body.constituencies.order_by("position", "pk"))
    codes = dict.fromkeys(code for one in shares for code, texts in one.told.items() if texts)
    lines = {code: [one.in_others("name").get(code, one.name) for one in shares] for code in codes}
    return {f"constituencies.{code}": "\n".join(found) for code, found in lines.items()}


def tell_shares(
    rows: Sequence[Mapping[str, Any]], own: str, lines: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """The rows in their ``own`` language, each told in others as its line says; without such, as they are."""
    if not lines:
        return [dict(row) for row in rows]
    return [{**row, "told": _told(row, number, own, lines)} for number, row in enumerate(rows)]


def _told(
    row: Mapping[str, Any], number: int, own: str, lines: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {own: {}}
    for code, texts in lines.items():
        line = "".join(texts[number : number + 1])
        found[code] = {"name": "" if line == row["name"] else line}
    return found
