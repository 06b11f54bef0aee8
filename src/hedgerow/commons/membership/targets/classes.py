"""Groups by their names, as lists of people and of places give them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.targets import Diff, Record

from ..models import Group

FIELD = "group_name"
PARTS = re.compile(r"\d+|[^\W\d_]+")
BESIDE = frozenset(("학년", "반"))
"""Words that stand beside the numbers of a class and tell none from another."""


@dataclass(frozen=True, slots=True)
class Class:
    """A group here, of the school ``site`` if of any."""

    pk: int
    name: str
    code: str
    site: int | None
    starts: date
    ends: date | None
    kind: str

    def is_beside(self, other: "Class", days: Iterable[date]) -> bool:
        """Whether it is another of the kind at the school, and goes on these days."""
        like = self.pk != other.pk and (self.kind, self.site) == (other.kind, other.site)
        return like and all(
            self.starts <= day and (self.ends is None or day <= self.ends) for day in days
        )


def spelt(name: str) -> str:
    """The name of a class however its numbers and letters are set apart: “5a”, “5 A” and “5-a” are one."""
    parts = PARTS.findall(sort_name(name))
    return " ".join(one for one in parts if one not in BESIDE)


SAID = ("pk", "name", "code", "organisation", "starts", "ends", "kind")
"""What is read of a group."""


class Classes:
    """The ecosystem's groups by folded name: one query where any record names one, else none."""

    def __init__(self, ecosystem: Ecosystem, records: Sequence[Record]) -> None:
        self._named: dict[str, list[Class]] = defaultdict(list)
        self._spelt: dict[str, list[Class]] = defaultdict(list)
        if not any(one.text(FIELD) for one in records):
            return
        rows = Group.objects.filter(ecosystem=ecosystem).order_by("pk")
        for said in rows.values_list(*SAID):
            one = Class(*said)
            self._named[sort_name(one.name)].append(one)
            self._spelt[spelt(one.name)].append(one)

    def like(self, record: Record, site: int | None, day: date | None) -> list[Class]:
        """Those of the name that go on that day: at the school, if one is named, else of no school."""
        mine = next(filter(None, self._going(record, day)), [])
        if site is None:
            return mine
        own = [one for one in mine if one.site == site]
        return own or [one for one in mine if one.site is None]

    def _going(self, record: Record, day: date | None) -> Iterator[list[Class]]:
        """Those of the very name, of one that is spelt so, and of one that has the grade before it."""
        name = record.text(FIELD)
        whole = spelt(f"{record.text('grade')} {name}")
        for some in (
            self._named.get(sort_name(name), ()),
            self._spelt.get(spelt(name), ()),
            self._spelt.get(whole, ()),
        ):
            yield [one for one in some if day is None or one.ends is None or one.ends >= day]

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
