"""Plain CSV files that commands read: rows by line, and mistakes that are told with file and line."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line (from 1, the headings counted) of a file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def rows(
    lines: Iterable[str], needed: Sequence[str], problems: list[Problem], name: str
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line and cells of each row; where a column that is needed is missing, one problem and no row."""
    reader = csv.DictReader(lines, restkey="", restval="")
    missing = [one for one in needed if one not in (reader.fieldnames or ())]
    if missing:
        problems.append(Problem(name, 1, f"no column {', '.join(missing)}"))
        return
    for row in reader:
        yield (
            reader.line_num,
            {key: (value or "").strip() for key, value in row.items() if isinstance(value, str)},
        )


def number(text: str, most: int) -> int | None:
    """A whole number from 0 to ``most``; None for anything else."""
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) <= most else None


def listed(text: str) -> frozenset[str]:
    """Entries parted by semicolons."""
    return frozenset(filter(None, (one.strip() for one in text.split(";"))))
