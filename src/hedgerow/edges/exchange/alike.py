"""What is wrong in the same way on many lines, told once with its lines."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import Any, Final

from .wording import name_of

RUNS: Final = 8
"""How many runs of lines are named."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A problem with all lines that have it; ``more`` lines are not named in ``lines``."""

    lines: str
    more: int
    count: int
    file: str
    column: str
    value: str
    expected: str


def alike(problems: Iterable[Mapping[str, Any]]) -> tuple[Alike, ...]:
    """Problems of one column with the same value, each once, in the order of their first lines."""
    found: dict[tuple[str, str, str, str], list[int]] = {}
    for one in problems:
        key = (one.get("file", ""), one["column"], one["value"], one["expected"])
        found.setdefault(key, []).append(one["line"] or 0)
    return tuple(Alike(*_named(lines), len(lines), *key) for key, lines in found.items())


def in_words(found: Iterable[Alike], fields: Collection[str]) -> tuple[Alike, ...]:
    """The same; of these fields, which no column of the file fills, with their names for readers."""
    return tuple(
        replace(one, column=str(name_of(one.column))) if one.column in fields else one
        for one in found
    )


def _named(lines: Sequence[int]) -> tuple[str, int]:
    """Lines as runs, ``2–21, 25``, and how many are left."""
    numbers = sorted({one for one in lines if one})
    counter = count()
    runs = [list(run) for _key, run in groupby(numbers, lambda one: one - next(counter))]
    said = (str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:RUNS])
    return ", ".join(said), sum(len(run) for run in runs[RUNS:])
