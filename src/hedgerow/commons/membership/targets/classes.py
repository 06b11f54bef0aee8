"""Groups by their names, as lists of people and of places give them, and the places that people get so."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import narrowed
from hedgerow.foundation.targets import Diff, Record

from ..actions import place_many
from ..models import Group, GroupPlace
from .sites import sites_of

FIELD = "group_name"


@dataclass(frozen=True, slots=True)
class Class:
    """A group here, of the school ``site`` if of any."""

    pk: int
    name: str
    code: str
    site: int | None
    starts: date
    ends: date | None


class Classes:
    """The ecosystem's groups by folded name: one query where any record names one, else none."""

    def __init__(self, ecosystem: Ecosystem, records: Sequence[Record]) -> None:
        self._named: dict[str, list[Class]] = defaultdict(list)
        if not any(one.text(FIELD) for one in records):
            return
        rows = Group.objects.filter(ecosystem=ecosystem).order_by("pk")
        for said in rows.values_list("pk", "name", "code", "organisation", "starts", "ends"):
            self._named[sort_name(said[1])].append(Class(*said))

    def like(self, record: Record, site: int | None, day: date | None) -> list[Class]:
        """Those of the name that go on that day: at the school, if one is named, else of no school."""
        mine = [
            one
            for one in self._named.get(sort_name(record.text(FIELD)), ())
            if day is None or one.ends is None or one.ends >= day
        ]
        if site is None:
            return mine
        own = [one for one in mine if one.site == site]
        return own or [one for one in mine if one.site is None]

    def which(
        self, record: Record, site: int | None, day: date | None, found: Diff
    ) -> Class | None:
        """The one group that the record names; None once it is noted why there is none."""
        mine = self.like(record, site, day)
        if len(mine) == 1:
            return mine[0]
        if mine:
            expected = _("one group: %(count)s of this name go on. Add the school, or send in who is in "
                         "which group with the groups' codes") % {"count": len(mine)}  # fmt: skip
            found.refuse(record, FIELD, expected, "membership.several_groups")
        else:
            expected = _("the name of a group that is already here and goes on, of the school if one is "
                         "named: bring the groups in first, or leave this column out")  # fmt: skip
            found.refuse(record, FIELD, expected, "membership.no_group")
        return None


class Placing:
    """Where a list of people says the group of learners: their places there, which it gives and ends none."""

    def __init__(
        self, ecosystem: Ecosystem, records: Sequence[Record], codes: Collection[str], day: date
    ) -> None:
        self._classes, self._day = Classes(ecosystem, records), day
        self._open: set[tuple[str, int]] = set()
        if not any(one.text(FIELD) for one in records):
            return
        rows = GroupPlace.objects.filter(group__ecosystem=ecosystem, ends=None)
        rows = rows.filter(person__kept_by=ecosystem).exclude(person__code="")
        for some in narrowed(rows, "person__code", codes):
            self._open.update(some.values_list("person__code", "group").iterator())

    def check(self, found: Diff, record: Record, site: int | None) -> None:
        """Note a group that is not here, or for somebody who is no learner."""
        if not record.text(FIELD):
            return
        if record.text("role") != "learner":
            expected = _(
                "nothing, or a learner: who leads a group comes in by “who is in which group”"
            )
            found.refuse(record, FIELD, expected, "membership.no_place")
        else:
            self._classes.which(record, site, self._since(record), found)

    def now(self, record: Record, site: int | None) -> Mapping[str, str]:
        """The group as the record names it where the learner is in it, or is one no more."""
        if not record.text(FIELD):
            return {}
        mine = self._classes.like(record, site, self._since(record))
        is_in = any((record.text("code"), one.pk) in self._open for one in mine)
        return {FIELD: record.text(FIELD) if is_in or record.values.get("ends") else ""}

    def rows(
        self, record: Record, person: int, site: int | None
    ) -> list[dict[str, Any]]:  # fmt: skip
        """The place to give, from when both the role and the group have begun; of who has left none."""
        if not record.text(FIELD) or record.values.get("ends"):
            return []
        said, first = record.values.get("starts"), self._day
        starts = said if isinstance(said, date) else first
        return [
            {"person_id": person, "group_id": one.pk, "starts": max(starts, one.starts)}
            for one in self._classes.like(record, site, self._since(record))
            if (record.text("code"), one.pk) not in self._open
        ]

    def _since(self, record: Record) -> date:
        starts = record.values.get("starts")
        return max(self._day, starts) if isinstance(starts, date) else self._day


def place_learners(
    ecosystem: Ecosystem, records: Sequence[Record], people: Mapping[str, int], by: Actor, at: datetime
) -> None:  # fmt: skip
    """Put learners into the groups that their rows name; ``people`` are ids by code."""
    named = [one for one in records if one.text(FIELD)]
    if not named:
        return
    sites, codes = sites_of(ecosystem, named), {one.text("code") for one in named}
    places = Placing(ecosystem, named, codes, today(ecosystem))
    rows = [row for one in named
            for row in places.rows(one, people[one.text("code")], sites.id_of(one))]  # fmt: skip
    if rows:
        place_many(ecosystem, rows, by=by, at=at)
