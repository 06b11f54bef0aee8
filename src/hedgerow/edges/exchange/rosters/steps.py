"""A set as records of our own targets, in the order in which they refer to one another."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.foundation.targets import Problem, Record, Value

ORDER = ("organisations", "people", "guardians", "groups", "group-members")


@dataclass(slots=True)
class Step:
    """Records of one target, and of which file and columns they were made.

    ``columns`` maps fields of the target to columns of the file.
    """

    target: str
    file: str
    columns: Mapping[str, str]
    records: list[Record] = field(default_factory=list)

    def add(self, line: int, **values: Value) -> None:
        self.records.append(Record(line, self.target, values))


@dataclass(slots=True)
class Steps:
    """The steps of a set, what of it comes to nothing by reason, and what cannot be told without
    what is here."""

    steps: list[Step] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def leave_erased(self, count: int) -> None:
        """Count rows of people whose data was erased: they do not come back with a file."""
        if count:
            self.aside[_("rows of people whose data was erased here")] += count

    def step(self, target: str, file: str, **columns: str) -> Step:
        """A further step."""
        made = Step(target, file, columns)
        self.steps.append(made)
        return made


def days_of(starts: date | None, ends: date | None) -> dict[str, date | None]:
    """The days of a role that a set says: without a last day it goes on, also where it had ended here."""
    return {"starts": starts, "ends": ends} if starts else {"ends": ends}


def grade_of(text: str) -> str:
    """A grade as we write it: ``09`` is 9, ``KG`` is K."""
    first = text.split(",", 1)[0].strip()
    return {"KG": "K", "PK": "P"}.get(first, first.lstrip("0") or first)[:10]
