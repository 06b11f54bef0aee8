"""Which rows of an ecosystem go out as a OneRoster set: those that go on, as far as it has words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Guardian

CHUNK: Final = 5_000
ROLES: Final[Mapping[str, str]] = {
    "learner": "student", "educator": "teacher", "leader": "principal", "tutor": "aide",
    "guardian": "guardian",
}  # fmt: skip
"""Our roles in the standard's words, those first that tell more of a person."""
NO_SCHOOLS: Final = ("district", "state", "country", "department")
"""Kinds of organisations that the standard has words for, none of which has classes."""


def known_as(code: str, public: UUID) -> str:
    """The id of a row: its code, by which it is found when it comes in; else its public id.

    A code with a comma in it would be two ids in a cell of many.
    """
    return code if code and "," not in code else str(public)


def running(day: date) -> Q:
    return Q(ends=None) | Q(ends__gte=day)


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one ecosystem that go on on a day."""

    ecosystem: Ecosystem
    day: date

    def of(self, model: type[Model], within: str = "ecosystem") -> QuerySet[Any]:
        """All rows of a model that go on."""
        rows = model._default_manager.filter(running(self.day))
        return rows.filter(**{within: self.ecosystem})

    def roles(self) -> QuerySet[Assignment]:
        """Roles that the standard knows, of people whose record is kept here."""
        rows: QuerySet[Assignment] = self.of(Assignment).filter(
            role__in=ROLES, person__kept_by=self.ecosystem, person__erased_at=None,
            person__merged_into=None,
        )  # fmt: skip
        return rows

    def held_by(self, person: OuterRef, *names: str) -> Exists:
        """Whether the person has such a role, or one of these."""
        rows = self.roles().filter(person=person)
        return Exists(rows.filter(role__in=names) if names else rows)

    def guardians(self) -> QuerySet[Guardian]:
        """Those who see the learner, of learners."""
        return self._ties().filter(
            self.held_by(OuterRef("guardian")), self.held_by(OuterRef("learner"), "learner")
        )

    def _ties(self) -> QuerySet[Guardian]:
        return Guardian.objects.seeing().filter(running(self.day), ecosystem=self.ecosystem)

    def site_of_ward(self) -> Subquery:
        """Where a guardian's learner is: the standard wants an organisation of everybody."""
        wards = self._ties().filter(guardian=OuterRef(OuterRef("person")))
        learners = self.roles().filter(role="learner", person__in=wards.values("learner"))
        return Subquery(learners.order_by("pk").values("organisation")[:1])

    def groups(self) -> QuerySet[Group]:
        """Those that have a school, or what counts as one."""
        rows: QuerySet[Group] = self.of(Group).exclude(organisation=None)
        return rows.exclude(organisation__kind__in=NO_SCHOOLS)

    def places(self) -> QuerySet[GroupPlace]:
        """Of those people in those groups."""
        rows: QuerySet[GroupPlace] = self.of(GroupPlace, "group__ecosystem")
        return rows.filter(self.held_by(OuterRef("person")), group__in=self.groups())

    def left_out(self) -> dict[str, int]:
        """How much of what goes on is in no file, by what it is."""
        roles = self.of(Assignment)
        known = roles.filter(role__in=ROLES)
        here, groups = known.filter(person__kept_by=self.ecosystem), self.of(Group)
        places = self.of(GroupPlace, "group__ecosystem")
        counts = {
            "roles": roles.count() - known.count(),
            "people": _people(known) - _people(here),
            "groups": groups.count() - self.groups().count(),
            "places": places.count() - self.places().count(),
        }
        return {name: count for name, count in counts.items() if count}


def _people(rows: QuerySet[Assignment]) -> int:
    return rows.order_by().values("person").distinct().count()


def grade_code(grade: str) -> str:
    """A grade as OneRoster has it (CEDS): 9 is ``09``, K is ``KG``; what it does not know stays."""
    if grade.isascii() and grade.isdigit():
        return grade.zfill(2)
    return {"K": "KG", "P": "PK"}.get(grade.upper(), grade)


def listed(texts: Iterable[str]) -> str:
    """Ids or texts in one cell, each once."""
    return ",".join(dict.fromkeys(one for one in texts if one))
