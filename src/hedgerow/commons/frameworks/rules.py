"""What makes a tree of items, and how an outline is read. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One item of an outline; ``parent`` is the code of the item it belongs to."""

    code: str
    title: str
    parent: str = ""


def faults(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Codes of (code, parent) that are empty, given twice, or whose parent does not stand before."""
    twice = [code for code, times in Counter(code for code, _ in rows).items() if times > 1]
    seen: set[str] = {""}
    orphans = []
    for code, parent in rows:
        if not code or parent not in seen:
            orphans.append(code or "?")
        seen.add(code)
    return sorted({*twice, *orphans})


def read_outline(text: str) -> list[Line]:
    """Items of an outline: a line each, its first word the code, the rest the title.

    A line that is indented further than the one before is a part of it. Tabs after the code, as a
    spreadsheet copies them, are fine.
    """
    above: list[tuple[int, str]] = []
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        code, _, title = line.strip().replace("\t", " ").partition(" ")
        while above and above[-1][0] >= depth:
            above.pop()
        found.append(Line(code, title.strip(), above[-1][1] if above else ""))
        above.append((depth, code))
    return found
