"""A table as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise

Text = str | Promise
FEW: Final = 3
"""So many rows are seen at a glance: nobody filters them."""
Kind = Literal["text", "number", "date", "badge"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the template shows it."""

    value: object
    label: Text
    kind: Kind
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading; ``query`` sorts by it, empty where it does not sort."""

    text: Text
    kind: Kind
    query: str
    direction: Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter with what is chosen."""

    name: str
    label: Text
    chosen: str
    choices: Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class TablePage:
    """What ``ui/table.html`` shows."""

    id: str
    caption: Text
    empty: Text
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    filters: Sequence[Filter]
    count: int
    count_is_capped: bool
    is_filtered: bool
    next_query: str
    first_query: str
    export_query: str
    sorted_by: str

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to filter: a list that one sees at a glance has nothing.

        Who has filtered, or is further on in it, can filter otherwise.
        """
        return len(self.rows) > FEW or self.is_filtered or self.is_part

    @property
    def is_sorted(self) -> bool:
        """Whether there is anything to put in order."""
        return len(self.rows) > 1 or self.is_filtered or self.is_part

    @property
    def is_part(self) -> bool:
        """Whether there are more rows than those on this page."""
        return bool(self.next_query or self.first_query)
