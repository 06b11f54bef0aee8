"""An outline in further languages: a line for each item that is told in it, recognised by its code."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from .models import Framework
from .queries import outline
from .rules import Line, read_outline


def outlines_told(row: Framework, languages: Sequence[str]) -> dict[str, str]:
    """What the form shows in each further language."""
    return {f"items.{code}": outline(row, code) for code in languages}


def told_lines(text: str, known: Sequence[Line]) -> tuple[dict[str, str], list[str]]:
    """Titles by code; codes that stand twice, in no line of the first language, or with too long a title."""
    codes, found, wrong = {line.code for line in known}, dict[str, str](), list[str]()
    for line in read_outline(text):
        if line.code in found or line.code not in codes or len(line.title) > 300:
            wrong.append(line.code[:20])
        found[line.code] = line.title
    return found, wrong


def tell_items(
    lines: Sequence[Line], titles: Mapping[str, Mapping[str, str]], row: Framework | None
) -> list[dict[str, Any]]:
    """Rows of items, told in each language of ``titles`` as its outline says; what else is told stays."""
    rows = [asdict(line) for line in lines]
    if not titles:
        return rows
    kept = dict(row.items.values_list("code", "told")) if row else {}
    return [{**one, "told": _told(one["code"], kept.get(one["code"], {}), titles)} for one in rows]


def _told(
    item: str, kept: Mapping[str, Mapping[str, str]], titles: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    found = {code: dict(texts) for code, texts in kept.items()}
    for code, lines in titles.items():
        found.setdefault(code, {})["title"] = lines.get(item, "")
    return found
