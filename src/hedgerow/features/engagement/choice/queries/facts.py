"""What is known of all learners of a round at once: where they learn, in which grade and zone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation

from ..models import Offer, Round, WishList

Sets = Mapping[int, set[int]]


@dataclass(slots=True)
class Facts:
    """What is known of the learners (by id) and of the places where offers are held."""

    row: Round
    people: Sequence[int]
    offers: Sequence[Offer]
    day: date
    schools: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    grades: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    zones: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    places: dict[int, Organisation] = field(default_factory=dict)

    @property
    def listed(self) -> QuerySet[WishList]:
        return WishList.objects.filter(round=self.row)


def facts_of(row: Round, people: Sequence[int], offers: Sequence[Offer], day: date) -> Facts:
    """Read of all learners at once where they learn, in which grade and zone. Three queries."""
    facts = Facts(row, people, offers, day)
    roles = running(Assignment.objects.filter(role="learner"), day)
    roles = roles.filter(person__in=facts.listed.values("person"))
    told = "person_id", "ecosystem_id", "ecosystem__parent_id", "organisation_id", "grade"
    for person, where, above, school, grade in roles.values_list(*told):
        if above == row.ecosystem_id:
            facts.zones[person].add(where)
        if where == row.ecosystem_id and school is not None:
            facts.schools[person].add(school)
        if where == row.ecosystem_id and grade:
            facts.grades[person].add(grade)
    wanted = {school for own in facts.schools.values() for school in own}
    wanted |= {offer.site_id for offer in offers if offer.site_id is not None}
    known = sorted(wanted)
    for start in range(0, len(known), 500):
        found = Organisation.objects.in_bulk(known[start : start + 500])
        facts.places.update(found)
    return facts


def running(rows: "QuerySet[Assignment]", day: date) -> "QuerySet[Assignment]":
    return rows.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)


class ByOffer:
    """Ids of the learners who meet a criterion, offer by offer."""

    def __init__(self, everywhere: Iterable[int] = (), there: Sets | None = None) -> None:
        self.everywhere = set(everywhere)
        self.there = there

    def __call__(self, offer: Offer) -> set[int]:
        return self.everywhere if self.there is None else self.there.get(offer.pk, set())
