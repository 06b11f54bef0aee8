"""The places that learners and staff get by lists of people which say the group."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import narrowed
from hedgerow.foundation.targets import Diff, Record

from ..actions import place_many
from ..leading import leading_names
from ..models import GroupPlace
from .classes import FIELD, SAID, Class, Classes
from .sites import sites_of

DAY: Final = timedelta(days=1)
LEARNER: Final = "learner"


@dataclass(frozen=True, slots=True)
class Held:
    """An open place that somebody has."""

    pk: int
    person: int
    leads: bool
    group: Class


class Placing:
    """Where a list of people says the group of somebody: the place to learn or to lead there that it gives.

    It ends none.
    """

    def __init__(
        self, ecosystem: Ecosystem, records: Sequence[Record], codes: Collection[str], day: date
    ) -> None:
        self._classes, self._day = Classes(ecosystem, records), day
        self._held: dict[str, list[Held]] = defaultdict(list)
        if not any(one.text(FIELD) for one in records):
            return
        rows = GroupPlace.objects.filter(group__ecosystem=ecosystem, ends=None).order_by("pk")
        rows = rows.filter(person__kept_by=ecosystem).exclude(person__code="")
        names = ("person__code", "pk", "person", "leads", *(f"group__{one}" for one in SAID))
        for some in narrowed(rows, "person__code", codes):
            for code, pk, person, leads, *said in some.values_list(*names).iterator():
                self._held[code].append(Held(pk, person, leads, Class(*said)))

    def check(self, found: Diff, record: Record, site: int | None) -> None:
        """Note a group that is not here."""
        if record.text(FIELD):
            self._classes.which(record, site, self._since(record), found)

    def now(self, record: Record, site: int | None) -> Mapping[str, str]:
        """The group as the record names it where they are in it, or it gives no place any more."""
        if not record.text(FIELD):
            return {}
        groups, gives = self.named(record, site), any(self.given(record, site))
        is_so = self._has_left(record) or (groups and not gives)
        return {FIELD: record.text(FIELD) if is_so else ""}

    def named(self, record: Record, site: int | None) -> list[Class]:
        """The groups that the record names; of who has left none."""
        return self._classes.like(record, site, self._since(record)) if record.text(FIELD) else []

    def given(self, record: Record, site: int | None) -> Iterable[tuple[Class, date]]:
        """The groups in which the record gives a place, and its first day.

        It is when both the role and the group have begun; of a learner who is in another of the kind there,
        not before today: until then they were in that. A last day that is still to come takes none away,
        as school systems give every pupil the end of the school year; the place ends with the role.
        """
        if self._has_left(record):
            return
        said, ends = record.values.get("starts"), record.values.get("ends")
        for one in self.named(record, site):
            if not self._is_in(record, one):
                first = max(said if isinstance(said, date) else self._day, one.starts)
                moves = record.text("role") == LEARNER and self.beside(record, one, first)
                first = max(first, self._day) if moves else first
                if not isinstance(ends, date) or first <= ends:
                    yield one, first

    def beside(self, record: Record, group: Class, first: date) -> list[Held]:
        """The places that a learner has in others of the kind there, which go on today and on that day."""
        days = (self._day, max(first, self._day))
        theirs = self._held.get(record.text("code"), ())
        return [one for one in theirs if not one.leads and one.group.is_beside(group, days)]

    def _has_left(self, record: Record) -> bool:
        ends = record.values.get("ends")
        return isinstance(ends, date) and ends <= self._day

    def _is_in(self, record: Record, group: Class) -> bool:
        return any(one.group.pk == group.pk for one in self._held.get(record.text("code"), ()))

    def _since(self, record: Record) -> date:
        starts = record.values.get("starts")
        return max(self._day, starts) if isinstance(starts, date) else self._day


def without_class(found: Diff, record: Record) -> Record:
    """The record; without the class where they neither learn nor lead, which is noted."""
    if not record.text(FIELD) or record.text("role") in (LEARNER, *leading_names()):
        return record
    why = _("nothing comes of it: only learners are in a class, and only who teaches or leads by "
            "their role leads one")  # fmt: skip
    found.pass_over(record, FIELD, why, "membership.no_place")
    return replace(record, values={**record.values, FIELD: ""})


def place_by_class(
    ecosystem: Ecosystem, records: Sequence[Record], people: Mapping[str, int], by: Actor, at: datetime
) -> None:  # fmt: skip
    """Put learners into the groups that their rows name, and staff to lead them; ``people`` are ids by code."""
    named = [one for one in records if one.text(FIELD)]
    if not named:
        return
    sites, codes = sites_of(ecosystem, named), {one.text("code") for one in named}
    places = Placing(ecosystem, named, codes, today(ecosystem))
    rows: list[dict[str, Any]] = [
        {
            "person_id": people[one.text("code")],
            "group_id": group.pk,
            "starts": starts,
            "leads": one.text("role") != LEARNER,
        }
        for one in named
        for group, starts in places.given(one, sites.id_of(one))
    ]
    if rows:
        place_many(ecosystem, rows, by=by, at=at)
