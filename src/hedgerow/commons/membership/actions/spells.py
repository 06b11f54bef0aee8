"""Roles as spells of time: rows laid over the spells there are."""

from collections.abc import Collection
from datetime import date

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.sets import add_all, change_all

from ..errors import RoleOrder
from ..models import Assignment
from .checks import Row, within

BATCH = 500
Key = tuple[int, str, int | None]


class Spells:
    """The spells of these persons, as rows are laid over them."""

    def __init__(self, ecosystem: Ecosystem, people: Collection[int]) -> None:
        self.ecosystem = ecosystem
        self.by_start: dict[tuple[Key, date], Assignment] = {}
        self.open: dict[Key, Assignment] = {}
        self.new: list[Assignment] = []
        self.changed: dict[int, Assignment] = {}
        self.unchanged: set[int] = set()
        here = Assignment.objects.select_for_update().filter(ecosystem=ecosystem)
        for spell in within(here, "person_id", people):
            self._know(spell)

    def take(self, row: Row, by: Actor, today: date) -> None:
        """Lay one row over the spells there are."""
        starts, ends = row.get("starts") or today, row.get("ends")
        key = (row["person_id"], row["role"], row.get("organisation_id"))
        open_ = self.open.get(key)
        spell = self.by_start.get((key, starts))
        if spell is None and open_ and (ends is None or ends >= open_.starts):
            spell = open_
        if spell is None:
            spell = self._begin(row, key, starts, by)
        elif not self._change(spell, row, open_):
            self.unchanged.add(spell.pk)
        elif spell.pk:
            self.changed[spell.pk] = spell
        self._know(spell)

    def save(self) -> Outcome:
        """Write what is new or changed; a spell that ends is written before one that opens.

        Raises RoleOrder for one that would end before it begins.
        """
        if any(spell.ends and spell.ends < spell.starts for spell in self.written()):
            raise RoleOrder
        change_all(Assignment, self.changed.values(), ["ends", "grade"])
        add_all(Assignment, self.new)
        unchanged = self.unchanged - set(self.changed) - {None}
        return Outcome(len(self.new), len(self.changed), len(unchanged))

    def written(self) -> list[Assignment]:
        return [*self.new, *self.changed.values()]

    def _begin(self, row: Row, key: Key, starts: date, by: Actor) -> Assignment:
        person, role, site = key
        spell = Assignment(
            ecosystem=self.ecosystem, person_id=person, role=role, organisation_id=site,
            starts=starts, ends=row.get("ends"), grade=row.get("grade") or "",
            origin=row.get("origin") or by.origin,
        )  # fmt: skip
        self.new.append(spell)
        return spell

    def _change(self, spell: Assignment, row: Row, open_: Assignment | None) -> bool:
        """Set grade and end where the row has them; an ended spell opens if no other is."""
        before = (spell.grade, spell.ends)
        if row.get("grade"):
            spell.grade = row["grade"]
        if "ends" in row and (row["ends"] is not None or open_ is None):
            spell.ends = row["ends"]
        return before != (spell.grade, spell.ends)

    def _know(self, spell: Assignment) -> None:
        key = (spell.person_id, spell.role, spell.organisation_id)
        self.by_start[key, spell.starts] = spell
        if spell.ends is None:
            self.open[key] = spell
        elif self.open.get(key) is spell:
            del self.open[key]
