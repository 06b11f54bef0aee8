"""What makes a tree of items, how an outline is read, which ties there are. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy",
    "exemplar", "hasSkillLevel", "isTranslationOf",
)  # fmt: skip
"""Every kind of association that CASE 1.1 knows; others begin with ``ext:``."""
EITHER_WAY: Final = frozenset(("isPeerOf", "exactMatchOf", "isRelatedTo"))
"""Ties that say the same from both ends."""
DEEPEST: Final = 30
"""Levels of a tree: frameworks in use have fewer than ten, and pages and outlines nest as deep."""
EXTENSION = re.compile(r"ext:[A-Za-z0-9._-]{1,70}")


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


def too_deep(rows: Iterable[tuple[str, str]], root: str = "") -> list[str]:
    """Those of (item, parent), parents before their parts, that stand below level ``DEEPEST``."""
    levels = {root: 0}
    found = []
    for one, parent in rows:
        levels[one] = levels[parent] + 1
        if levels[one] > DEEPEST:
            found.append(one)
    return found


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


def is_kind(kind: str) -> bool:
    """Whether CASE takes it as a kind of association."""
    return kind in KINDS or EXTENSION.fullmatch(kind) is not None


def ends_of(
    starts: Iterable[int], replaced: Iterable[tuple[int, int]]
) -> Mapping[int, frozenset[int]]:
    """What stands in the end for each of ``starts``, along ``replaced`` (old, new).

    Steps between are left out; what goes round in a circle ends nowhere.
    """
    after: dict[int, set[int]] = defaultdict(set)
    for old, new in replaced:
        after[old].add(new)
    return {start: frozenset(_last(start, after)) for start in starts}


def _last(start: int, after: Mapping[int, set[int]]) -> set[int]:
    found, seen, waiting = set(), {start}, [start]
    while waiting:
        here = waiting.pop()
        following = after.get(here, set())
        if not following and here != start:
            found.add(here)
        waiting += sorted(following - seen)
        seen |= following
    return found
