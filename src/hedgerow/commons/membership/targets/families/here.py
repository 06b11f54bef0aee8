"""Who is here already of those whom a file of families speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.codes import ErasedCodes, erased_codes
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.rules import sort_name
from hedgerow.foundation.sets import in_parts
from hedgerow.foundation.targets import Record

from ...models import Assignment
from .fields import GUARDIANS, column
from .rules import Told

LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Namesake:
    """A person here, of whom a line may speak."""

    name: str
    code: str
    born: date | None
    learns: bool


@dataclass(frozen=True, slots=True)
class Here:
    """Persons by folded name, those who may be guardians, and the ties of learners.

    ``ties`` maps a learner's code to the codes of guardians, with each tie's first day.
    """

    named: Mapping[str, Sequence[Namesake]]
    elders: Collection[Told]
    ties: Mapping[str, Mapping[str, date]]
    erased: ErasedCodes


def here_of(ecosystem: Ecosystem, records: Sequence[Record]) -> Here:
    """Whom the lines may mean: by name, address or code. Some queries for each five hundred."""
    people = Person.objects.filter(kept_by=ecosystem, erased_at=None)
    named: dict[str, list[Namesake]] = defaultdict(list)
    for some in in_parts(sort_name(one.text("name")) for one in records):
        rows = people.filter(sort_name__in=some).annotate(learns=_learning(ecosystem))
        told = rows.values_list("sort_name", "name", "code", "born", "learns")
        for folded, name, code, born, learns in told.iterator():
            named[folded].append(Namesake(name, code, born, bool(learns)))
    codes = {one.text("code") for one in records}
    codes |= {one.code for found in named.values() for one in found}
    elders = dict(_mentioned(people.exclude(_learning(ecosystem)), records))
    ties: dict[str, dict[str, date]] = defaultdict(dict)
    for tie in _ties(ecosystem, codes):
        ties[tie.learner.code][tie.guardian.code] = tie.starts
        elders[tie.guardian_id] = _told(tie.guardian)
    return Here(named, elders.values(), ties, erased_codes(ecosystem))


def _learning(ecosystem: Ecosystem) -> Exists:
    """Whether a person learns here, or did."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role=LEARNER)
    return Exists(roles.filter(person=OuterRef("pk")))


def _mentioned(
    people: "QuerySet[Person]", records: Sequence[Record]
) -> Iterator[tuple[int, Told]]:  # fmt: skip
    """Those who may be guardians that the lines name; who learns here is taken for nobody's."""

    def said(name: str) -> list[str]:
        found = (one.text(column(each, name)) for one in records for each in GUARDIANS)
        return [text for text in found if text]

    elders = people.select_related("account")
    elders = elders.annotate(own=Lower("email"), signs_in=Lower("account__email"))
    which = [Q(sort_name__in=some) for some in in_parts(sort_name(one) for one in said("name"))]
    for some in in_parts(one.lower() for one in said("email")):
        which.append(Q(own__in=some) | Q(signs_in__in=some))
    which += [Q(code__in=some) & ~Q(code="") for some in in_parts(said("code"))]
    for one in which:
        yield from ((row.pk, _told(row)) for row in elders.filter(one).iterator())


def _told(row: Person) -> Told:
    email = row.email or (row.account.email if row.account else "") or ""
    return Told(row.name, row.code, email, row.phone, row.language)


def _ties(ecosystem: Ecosystem, codes: Collection[str]) -> Iterator[Guardian]:
    """Ties of the learners with these codes, with their guardians."""
    rows = Guardian.objects.filter(ecosystem=ecosystem, learner__kept_by=ecosystem)
    rows = rows.filter(guardian__kept_by=ecosystem, guardian__erased_at=None)
    rows = rows.exclude(learner__code="").select_related("guardian__account", "learner")
    for some in in_parts(one for one in codes if one):
        yield from rows.filter(learner__code__in=some).iterator()
