"""What an import wrote, kept so that it can be taken back as a whole.

Rows that are new are kept as runs of keys with a digest of what they said; rows that it changed or
took away as they were before and after. A digest tells whether anything was done to them since.
"""

import json
import zlib
from dataclasses import asdict, dataclass, field

from django.apps import apps

from hedgerow.commons.people.models import Person

from .bare import Plain

QUICKLY = 1
"""Marks are as good as random: more work would not make them smaller."""


@dataclass(slots=True)
class New:
    """Rows of one table that an import added: runs of keys, first to last, and a digest.

    ``marks`` has a mark of each row; imports of earlier versions have none.
    """

    runs: list[list[int]]
    count: int
    digest: str
    marks: str = ""


@dataclass(slots=True)
class Trace:
    """What an import did, by tables; ``changed`` holds (key, before, after or None)."""

    new: dict[str, New] = field(default_factory=dict)
    changed: dict[str, list[tuple[int, Plain, Plain | None]]] = field(default_factory=dict)
    months: list[tuple[str, int, str]] = field(default_factory=list)

    def people(self) -> set[int]:
        """Keys of those of whom it says what stood in their row, or in one that named them."""
        found: set[int] = set()
        for label, rows in self.changed.items():
            model = apps.get_model(label)
            if model is Person:
                found.update(pk for pk, _before, _after in rows)
            links = [
                one.attname for one in model._meta.concrete_fields if one.related_model is Person
            ]
            said = (values for _pk, *both in rows for values in both if values) if links else ()
            found.update(values[name] for values in said for name in links if values.get(name))
        return found

    @property
    def rows(self) -> int:
        """How many rows it wrote."""
        changed = sum(len(rows) for rows in self.changed.values())
        return changed + sum(one.count for one in self.new.values())

    def packed(self) -> bytes:
        new = {label: asdict(one) for label, one in self.new.items()}
        said = {"new": new, "changed": self.changed, "months": self.months}
        return zlib.compress(json.dumps(said).encode(), QUICKLY)


def unpacked(content: bytes | memoryview) -> Trace:
    """The trace that was packed."""
    said = json.loads(zlib.decompress(content))
    return Trace(
        new={label: New(**one) for label, one in said["new"].items()},
        changed={label: [(*row,) for row in rows] for label, rows in said["changed"].items()},
        months=[(*one,) for one in said["months"]],
    )
