"""The lists that name people, and the rows here for which their lines stand."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, GroupPlace
from hedgerow.commons.membership.targets.sites import sites_of
from hedgerow.foundation.sets import in_parts, narrowed
from hedgerow.foundation.targets import Record

Line = tuple[Hashable, ...]
"""Code of the person, then what the line gives them, if anything: role and school, group, or activity."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that goes on; ``line`` is how lists say it."""

    key: int
    person: int
    line: Line
    grade: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list: its rows here by ``what`` lines give, and what its records say."""

    rows: Callable[[Ecosystem], QuerySet[Any]]
    what: tuple[str, ...]
    lines: Callable[[Ecosystem, Sequence[Record]], Iterable[tuple[Record, Line]]]
    grade: str = ""

    def of_keys(self, ecosystem: Ecosystem, keys: Iterable[int]) -> Iterator[Standing]:
        """Those of these rows that go on."""
        for some in in_parts(keys):
            yield from self._standing(self.rows(ecosystem).filter(pk__in=some))

    def of_codes(self, ecosystem: Ecosystem, codes: Collection[str]) -> Iterator[Standing]:
        """The rows that go on of the people with these codes."""
        for some in narrowed(self.rows(ecosystem), "person__code", codes):
            yield from self._standing(some)

    def _standing(self, rows: QuerySet[Any]) -> Iterator[Standing]:
        names = ("pk", "person_id", *((self.grade,) if self.grade else ()), "person__code")
        for key, person, *said in rows.values_list(*names, *self.what).iterator():
            grade = said.pop(0) if self.grade else ""
            yield Standing(key, person, tuple(said), grade)


def _of_people(ecosystem: Ecosystem, records: Sequence[Record]) -> Iterator[tuple[Record, Line]]:
    """A line without a role is of somebody in the list of whom it leaves open what they are."""
    sites = sites_of(ecosystem, records)
    for one in records:
        code, role = one.text("code"), one.text("role")
        yield one, (code, role, sites.id_of(one)) if role else (code,)


def _of_families(ecosystem: Ecosystem, records: Sequence[Record]) -> Iterator[tuple[Record, Line]]:
    """The learners alone: whoever is here as a guardian answers for a child as long as that is here."""
    learners = [one for one in records if one.text("role") == "learner"]
    yield from _of_people(ecosystem, learners)


def _by(what: str) -> Callable[[Ecosystem, Sequence[Record]], Iterable[tuple[Record, Line]]]:
    def lines(_ecosystem: Ecosystem, records: Sequence[Record]) -> Iterator[tuple[Record, Line]]:
        for one in records:
            yield one, (one.text("person_code"), one.text(what))

    return lines


def _own(rows: QuerySet[Any], ecosystem: Ecosystem) -> QuerySet[Any]:
    """Those that go on of people kept here who can be named by a code."""
    kept = rows.filter(person__kept_by=ecosystem, person__erased_at=None, ends=None)
    return kept.exclude(person__code="")


def _roles(ecosystem: Ecosystem) -> QuerySet[Any]:
    return _own(Assignment.objects.filter(ecosystem=ecosystem), ecosystem)


def _places(ecosystem: Ecosystem) -> QuerySet[Any]:
    return _own(GroupPlace.objects.filter(group__ecosystem=ecosystem), ecosystem)


def _enrolments(ecosystem: Ecosystem) -> QuerySet[Any]:
    return _own(Enrolment.objects.filter(ecosystem=ecosystem), ecosystem)


ROLE: Final = ("role", "organisation_id")
KINDS: Final[Mapping[str, Kind]] = {
    "people": Kind(_roles, ROLE, _of_people, "grade"),
    "families": Kind(_roles, ROLE, _of_families, "grade"),
    "group-members": Kind(_places, ("group__code",), _by("group_code")),
    "enrolments": Kind(_enrolments, ("activity__code",), _by("activity_code")),
}
"""By target. A set of files is none: it says by itself whether it is all there is."""
