"""Whom a row names that gives no code of a person: one of those here whom whoever sends it in may see."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Diff, Field, Record

from ..models import Assignment, GroupPlace
from .families.learners import without_code
from .sites import named, sites_of

TELLING: Final = ("name", "born", "role", "organisation_code", "organisation_name")
"""The fields by which rows without codes of people are told apart, and people found."""
PERSON: Final = (
    Field("name", "text", gettext_lazy("name of the person, where no number is given"),
          longest=200, silent=True),
    Field("born", "date", gettext_lazy("date of birth, which tells namesakes apart"), silent=True),
    Field("role", "text", gettext_lazy("role here, which tells namesakes apart: learner, educator…"),
          longest=30, silent=True),
    Field("organisation_code", "text", gettext_lazy("code of the school, which tells namesakes apart"),
          longest=60, silent=True),
    Field("organisation_name", "text",
          gettext_lazy("name of that school, where no code is given"), longest=250, silent=True),
)  # fmt: skip


def day_of(record: Record) -> date | None:
    """The day that a row speaks of, or from which on it holds."""
    day = record.values.get("starts") or record.values.get("day")
    return day if isinstance(day, date) else None


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody has, or had until that day."""

    role: str
    site: int | None
    ends: date | None

    def fits(self, role: str, site: int | None, day: date | None) -> bool:
        goes_on = self.ends is None or day is None or self.ends >= day
        return goes_on and role in ("", self.role) and site in (None, self.site)


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody here, with their roles and the folded names of the groups that they are in."""

    name: str
    code: str
    born: date | None
    held: list[Held] = field(default_factory=list)
    groups: set[str] = field(default_factory=set)


class People:
    """Those of the records' names whom an actor may see, and who has a role here.

    Three queries at most for each five hundred names, and two for schools.
    """

    def __init__(self, ecosystem: Ecosystem, records: Sequence[Record], by: Actor) -> None:
        wanted = [one for one in records if not one.text("person_code") and one.text("name")]
        self.sites = sites_of(ecosystem, wanted) if wanted else None
        self.here = _here(ecosystem, {sort_name(one.text("name")) for one in wanted}, by)

    def code_of(
        self, record: Record, found: Diff, home: int | None = None, among: Collection[str] = ()
    ) -> str:
        """The code of whom the record names; empty once it is noted why there is none.

        ``home`` is the school of the group that they are to be in, ``among`` are codes of those who
        take part in what it is about: of namesakes it is who is there.
        """
        if not self._says_well(record, found):
            return ""
        said = self._like(record)
        taking_part = [one for one in said if one.code in among]
        for narrower in (
            self._at(home, said), taking_part, self._in(record.text("group_name"), said),
        ):  # fmt: skip
            said = narrower if len(said) > 1 and narrower else said
        if len(said) == 1 and said[0].code:
            return said[0].code
        if len(said) == 1:
            found.refuse(record, "name", without_code(said[0].name), "membership.no_code")
        elif said:
            expected = _several(record) % {"count": len(said)}
            found.refuse(record, "name", expected, "membership.several_named")
        else:
            found.refuse(record, "name", _nobody(record), "membership.nobody_named")
        return ""

    def _says_well(self, record: Record, found: Diff) -> bool:
        """Whether its role is one, and its school is here."""
        before, role = len(found.problems), record.text("role")
        if role and role not in settings.HEDGEROW_ROLES:
            roles = _("one of: %(choices)s") % {"choices": ", ".join(settings.HEDGEROW_ROLES)}
            found.refuse(record, "role", roles, "membership.no_role")
        if self.sites is not None and named(record):
            self.sites.check(found, record)
        return len(found.problems) == before

    def _like(self, record: Record) -> list[Here]:
        """Those of the name, the birth date if it gives one, and with such a role on its first day."""
        mine = self.here.get(sort_name(record.text("name")), [])
        if record.values.get("born"):
            mine = [one for one in mine if one.born == record.values["born"]]
        site = self.sites.id_of(record) if self.sites is not None and named(record) else None
        day, role = day_of(record), record.text("role")
        return [one for one in mine if any(it.fits(role, site, day) for it in one.held)]

    def _at(self, home: int | None, said: Sequence[Here]) -> list[Here]:
        return [one for one in said if home and any(it.site == home for it in one.held)]

    def _in(self, group: str, said: Sequence[Here]) -> list[Here]:
        return [one for one in said if group and sort_name(group) in one.groups]


def _several(record: Record) -> str:
    if record.values.get("born"):
        return _("one person: %(count)s of this name and birth date are here. Add the school, or "
                 "the person's code in a column for it")  # fmt: skip
    return _("one person: %(count)s of this name are here. Add the birth date or the school, or the "
             "person's code in a column for it")  # fmt: skip


def _nobody(record: Record) -> str:
    if record.values.get("born"):
        return _("the name and birth date of somebody whom you may see and who has a role here on the first day or "
                 "later. Mend the line, or add the person's code in a column for it")  # fmt: skip
    return _("the name of somebody whom you may see and who has a role here on the first day or later. "
             "Mend the name, or add the person's code in a column for it")  # fmt: skip


def _here(
    ecosystem: Ecosystem, names: Collection[str], by: Actor
) -> Mapping[str, Sequence[Here]]:  # fmt: skip
    found: dict[str, list[Here]] = defaultdict(list)
    people: dict[int, Here] = {}
    rows = Person.objects.visible_to(by).filter(kept_by=ecosystem, erased_at=None).order_by("pk")
    told = ("pk", "sort_name", "name", "code", "born")
    for some in in_parts(names):
        for pk, folded, name, code, born in rows.filter(sort_name__in=some).values_list(*told):
            people[pk] = Here(name, code, born)
            found[folded].append(people[pk])
    held = Assignment.objects.filter(ecosystem=ecosystem)
    roles = ("person", "role", "organisation", "ends")
    places = GroupPlace.objects.filter(group__ecosystem=ecosystem, ends=None)
    for some in in_parts(people):
        for pk, role, site, ends in held.filter(person__in=some).values_list(*roles):
            people[pk].held.append(Held(role, site, ends))
        for pk, group in places.filter(person__in=some).values_list("person", "group__name"):
            people[pk].groups.add(sort_name(group))
    return found
