"""What an import would do, or did: counts, first rows, problems, and a digest of what is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping as Fields
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from hedgerow.commons.membership.targets.changing import Change
from hedgerow.foundation.targets import Diff, Problem, Record

from .absent.lists import Absent
from .likeness.finding import Resembling
from .needing import needs
from .pipeline import Cleaned, counts
from .rosters.steps import ORDER

if TYPE_CHECKING:
    from .absent.missing import Missing

SHOWN = 5
AT_ONCE = 50_000
Kind = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, or did: counts by block of the mapping, first rows, problems.

    ``digest`` differs when what would be written, or what it would replace, differs; it is empty
    where something was written that nobody was promised. ``row`` is the import that was written.
    """

    target: str
    new: Fields[str, int]
    changed: Fields[str, int]
    unchanged: Fields[str, int]
    missing: int
    excluded: Fields[str, int]
    elsewhere: int
    first: Fields[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]
    digest: str
    row: UUID | None = None
    cells: int = 0
    """How many of ``excluded`` are single values that were refused, and no rows."""
    needs: tuple[str, ...] = ()
    """Targets whose rows have to be here first, as all or nearly all lines name some that are not."""
    absent: tuple[Absent, ...] = ()
    lacking: "Missing | None" = None
    """Whom the sets before had, of a set of files."""
    resembling: tuple[Resembling, ...] = ()
    """Who is new by a list whose codes are made, and resembles somebody here."""
    notes: tuple[Problem, ...] = ()
    """Cells of which nothing comes, and why."""
    moving: tuple[Change, ...] = ()
    """Places in old classes of learners who change class."""
    ended: int = 0
    """How many of those who were absent were ended with it."""
    ended_later: int = 0
    """How many of these begin after the last day that was chosen."""
    left: int = 0
    """How many places in old classes were ended with it."""
    years: str = ""
    """Of a register whose days say no year, which they have and what tells it."""

    @property
    def writes(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def lacks(self) -> bool:
        """Whether anybody is absent who was here by an earlier list or set."""
        return bool(self.absent or self.lacking)

    @property
    def seen(self) -> str:
        """Like ``digest``, of all that whoever confirms has looked at: who is absent, by number, too."""
        if not self.lacks:
            return self.digest
        keys = [one.key for one in self.absent]
        said = [self.target, self.digest, *([self.lacking.digest] if self.lacking else [keys])]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def rows_excluded(self) -> int:
        return sum(self.excluded.values()) - self.cells


def outcome_of(target: str, found: Cleaned, diff: Diff, *, promised: bool = True) -> Preview:
    """What it comes to; without a digest where nobody was promised one."""
    problems = tuple(sorted((*found.problems, *diff.problems), key=lambda one: one.line))
    lines = {one.line for one in (*found.records, *found.partial)} if diff.problems else ()
    return Preview(
        target=target,
        new=_counts(diff, "new"),
        changed=counts(diff.changed),
        unchanged=_counts(diff, "unchanged"),
        missing=sum(bool(record.values.get("missing")) for record in found.records),
        excluded=dict(found.excluded + found.aside),
        elsewhere=found.elsewhere,
        first={name: _first(diff, name) for name in ("new", "changed", "unchanged")},
        problems=problems,
        notes=tuple(diff.notes),
        needs=needs(diff.problems, len(lines)),
        digest=_digest(diff) if promised else "",
        cells=found.cells,
        years=found.years,
    )


def _counts(diff: Diff, kind: Kind) -> dict[str, int]:
    """How many records each block gave, those by columns included."""
    found = Counter(counts(getattr(diff, kind)))
    for name, many in diff.many.items():
        found[name] += len(many.new) if kind == "new" else many.unchanged
    return dict(+found)


def _first(diff: Diff, kind: Kind) -> tuple[Record, ...]:
    """The first records, of the first target of a set that has any."""
    records: list[Record] = getattr(diff, kind)
    if not diff.many:
        return tuple(records[:SHOWN])
    found: list[Record] = []
    for name in ORDER:
        own = list(islice((one for one in records if one.label == name), SHOWN))
        many = diff.many.get(name)
        if many is not None and kind != "changed":
            more = many.first_new if kind == "new" else many.first_unchanged
            own += [replace(one, label=name) for one in more]
        found += sorted(own, key=lambda one: one.line)
    return tuple(found[:SHOWN])


def _digest(diff: Diff) -> str:
    seen = hashlib.sha256()
    for name, many in sorted(diff.many.items()):
        seen.update(name.encode())
        for part in many.new.iter_slices(AT_ONCE):
            seen.update(part.write_csv().encode())
    for kind, records in (("new", diff.new), ("changed", diff.changed)):
        for one in records:
            said = [kind, one.line, one.label, dict(one.values), dict(one.was or {})]
            seen.update(json.dumps(said, default=str, sort_keys=True).encode())
    return seen.hexdigest()
