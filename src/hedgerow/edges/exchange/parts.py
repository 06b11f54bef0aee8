"""What an import would write, as its page shows it: how many rows, and the first of them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hedgerow.foundation.targets import Target, Text

from .catalogue import TARGETS
from .wording import case_name_of, case_part, case_value_of, name_of, value_of

KINDS: tuple[tuple[str, Text], ...] = (
    ("new", _("New")),
    ("changed", _("Changed")),
    ("unchanged", _("Unchanged")),
)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A field of a row; ``was`` is what it replaces, None where nothing is.

    ``title``, ``said`` and ``said_was`` are the same for readers.
    """

    name: str
    value: str
    was: str | None
    title: Text
    said: str
    said_was: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    line: int
    label: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that are new, changed or unchanged: how many, by block, and the first of them."""

    title: Text
    count: int
    labels: tuple[tuple[str, int], ...]
    first: tuple[ShownRow, ...]

    @property
    def is_sample(self) -> bool:
        return 0 < len(self.first) < self.count


def parts_of(said: dict[str, Any], target: Target | None) -> tuple[Part, ...]:
    """The parts of a preview as it was kept."""
    return tuple(_part(said, kind, title, target) for kind, title in KINDS)


def _part(said: dict[str, Any], kind: str, title: Text, target: Target | None) -> Part:
    counted: dict[str, int] = said.get(kind, {})
    rows = said.get("first", {}).get(kind, ())
    return Part(
        title,
        sum(counted.values()),
        tuple((_label(name, target), count) for name, count in counted.items()),
        tuple(_shown(one, target) for one in rows),
    )


def _label(label: str, target: Target | None) -> str:
    """A block of the mapping; of what becomes rows of several kinds, or of one that was not named, which."""
    if target is None:
        return case_part(label)
    return str(TARGETS[label].title) if label in TARGETS else label


def _mixed(target: Target | None) -> bool:
    return target is not None and target.mixed


def _shown(row: dict[str, Any], target: Target | None) -> ShownRow:
    of = TARGETS.get(row["label"]) if _mixed(target) else target
    return ShownRow(row["line"], _label(row["label"], target), _cells(row, of))


def _cells(row: dict[str, Any], target: Target | None) -> tuple[ShownCell, ...]:
    return tuple(
        ShownCell(
            name,
            value,
            row["was"].get(name),
            name_of(name) if target else case_name_of(name),
            value_of(target, name, value) if target else case_value_of(name, value),
            _was(row, name, target),
        )
        for name, value in row["values"].items()
        if value or name in row["was"]
    )


def _was(row: dict[str, Any], name: str, target: Target | None) -> str:
    before = str(row["was"].get(name) or "")
    return value_of(target, name, before) if target else case_value_of(name, before)
