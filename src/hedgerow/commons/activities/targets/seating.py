"""Rows of a file that would take seats which something holds: told before anything is written."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.targets import Diff, Record, Values

from ..models import Activity
from ..seats import holds

Held = dict[tuple[str, str], dict[date, Values]]


class Seating:
    """Who of a file may be enrolled, row by row in its order; those beyond are refused."""

    def __init__(
        self,
        ecosystem: Ecosystem,
        records: Iterable[Record],
        known: Held,
        people: Mapping[str, int],
    ) -> None:
        codes = {one.text("activity_code") for one in records}
        rows = Activity.objects.filter(ecosystem=ecosystem).exclude(code="")
        named = {pk: code for pk, code in rows.values_list("pk", "code") if code in codes}
        self.holds = {named[pk]: hold for pk, hold in holds(named).items()}
        self.day, self.known, self.people = today(ecosystem), known, people
        self.taken: dict[str, set[int]] = {}

    def check(self, found: Diff, record: Record) -> None:
        """Refuse the row where its learner would take a seat that is held or promised to others."""
        code, person = record.text("activity_code"), record.text("person_code")
        hold = self.holds.get(code)
        if hold is None or person not in self.people or not self._run([record.values]):
            return
        if self._run(self.known.get((code, person), {}).values()):
            return
        taken = self.taken.setdefault(code, set())
        if hold.lacking({*taken, self.people[person]}) is None:
            taken.add(self.people[person])
            return
        expected = _("an activity with a seat that “%(title)s” does not hold")
        found.refuse(
            record, "activity_code", expected % {"title": hold.title}, "activities.seats_held"
        )

    def _run(self, spells: Iterable[Values]) -> bool:
        """Whether one of these goes on."""
        return any(
            not isinstance(one.get("ends"), date)
            or (one["ends"] >= self.day and not one.get("dropped"))  # type: ignore[operator]
            for one in spells
        )
