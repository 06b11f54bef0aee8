"""What a spreadsheet can fill: each app's ``targets.py`` declares it, ``edges/exchange`` uses it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from .permissions import Actor

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target; ``longest`` is the most characters a text may have."""

    name: str
    kind: Literal["text", "whole", "number", "date"]
    meaning: str
    required: bool = False
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Record:
    """Typed values from ``line`` (1 is the first line of the file), of one block of a mapping."""

    line: int
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Problem:
    """What stops an import: where, what stood there, and what was expected."""

    line: int
    column: str
    value: str
    expected: str
    code: str
    file: str = ""


@dataclass(slots=True)
class Diff:
    """Records against the rows there are; nothing is saved while there are problems."""

    new: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of row that files can fill; ``key`` names the fields that identify a row.

    ``diff(ecosystem, records)`` reads; ``save(ecosystem, diff, by=, at=)`` writes the new and
    changed records in the caller's transaction and requires its own permission.
    """

    name: str
    fields: Sequence[Field]
    key: Sequence[str]
    diff: Callable[[int, Sequence[Record]], Diff]
    save: Callable[[int, Diff, Actor, datetime], None]
