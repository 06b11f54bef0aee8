"""Who meets which criterion, for all learners of a round at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from django.db.models import Q

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Consent, OrganisationMembership
from hedgerow.commons.people.models import DeclaredGroup, Guardian, Organisation

from ..models import Criterion, Offer
from ..rules.priorities import kilometres
from ..rules.rounds import Bools
from .facts import Facts, running

Where = tuple[float, float]
Sets = Mapping[int, set[int]]


def met(facts: Facts, one: Criterion) -> Bools:
    """Of each learner and offer (learners × offers), whether the criterion is met.

    One that speaks of a single offer is met at no other.
    """
    found = np.zeros((len(facts.people), len(facts.offers)), np.bool_)
    by_offer = MEETING[Criterion.Kind(one.kind)](facts, one)
    at = {person: row for row, person in enumerate(facts.people)}
    for column, offer in enumerate(facts.offers):
        if one.offer_id not in (None, offer.pk):
            continue
        rows = [at[person] for person in by_offer(offer) if person in at]
        found[rows, column] = True
    return found


class ByOffer:
    """Ids of the learners who meet a criterion, offer by offer."""

    def __init__(self, everywhere: Iterable[int] = (), there: Sets | None = None) -> None:
        self.everywhere = set(everywhere)
        self.there = there

    def __call__(self, offer: Offer) -> set[int]:
        return self.everywhere if self.there is None else self.there.get(offer.pk, set())


def _sibling(facts: Facts, one: Criterion) -> ByOffer:
    """A brother or sister (with a guardian in common) learns at the place or takes part there."""
    ties = Guardian.objects.filter(ecosystem=facts.row.ecosystem_id, barred=False)
    ties = ties.filter(Q(ends__isnull=True) | Q(ends__gte=facts.day))
    own = ties.filter(learner__in=facts.listed.values("person")).values("guardian")
    wards: dict[int, set[int]] = defaultdict(set)
    for guardian, learner in ties.filter(guardian__in=own).values_list("guardian", "learner"):
        wards[guardian].add(learner)
    siblings: dict[int, set[int]] = defaultdict(set)
    for together in wards.values():
        for learner in together:
            siblings[learner] |= together - {learner}
    sites = [offer.site_id for offer in facts.offers if offer.site_id is not None]
    roles = running(Assignment.objects.filter(role="learner"), facts.day)
    at_site: dict[int, set[int]] = defaultdict(set)
    here = roles.filter(ecosystem=facts.row.ecosystem_id, organisation__in=sites)
    for site, person in here.values_list("organisation", "person"):
        if person in siblings:
            at_site[site].add(person)
    joined: dict[int, set[int]] = defaultdict(set)
    activities = [offer.activity_id for offer in facts.offers if offer.activity_id is not None]
    places = Enrolment.objects.filter(activity__in=activities, ends=None)
    for activity, person in places.values_list("activity", "person"):
        joined[activity].add(person)
    there = {}
    for offer in facts.offers:
        present = at_site.get(offer.site_id or 0, set()) | joined.get(offer.activity_id or 0, set())
        there[offer.pk] = {one for one in facts.people if siblings[one] & present}
    return ByOffer(there=there)


def _zone(facts: Facts, one: Criterion) -> ByOffer:
    """Of a part of the ecosystem to which the place belongs, or under the office above it."""
    parts = Ecosystem.objects.filter(parent=facts.row.ecosystem_id).values("pk")
    sites = [offer.site_id for offer in facts.offers if offer.site_id is not None]
    members = OrganisationMembership.objects.filter(ecosystem__in=parts, ends=None)
    of_site: dict[int, set[int]] = defaultdict(set)
    for site, part in members.filter(organisation__in=sites).values_list(
        "organisation", "ecosystem"
    ):
        of_site[site].add(part)
    offices = {
        person: {facts.places[school].parent_id for school in own} - {None}
        for person, own in facts.schools.items()
    }
    there = {}
    for offer in facts.offers:
        place = facts.places.get(offer.site_id or 0)
        office = {place.parent_id} - {None} if place else set()
        zones = of_site.get(offer.site_id or 0, set())
        there[offer.pk] = {
            person
            for person in facts.people
            if facts.zones[person] & zones or offices.get(person, set()) & office
        }
    return ByOffer(there=there)


def _need(facts: Facts, one: Criterion) -> ByOffer:
    """Declared by the person, who (or whose guardian) agreed that it counts."""
    listed = facts.listed.values("person")
    rows = DeclaredGroup.objects.filter(
        ecosystem=facts.row.ecosystem_id, group=one.group_id, person__in=listed
    )
    declared = set(rows.values_list("person", flat=True))
    answers = Consent.objects.filter(
        ecosystem=facts.row.ecosystem_id, purpose=one.purpose, person__in=listed
    ).order_by("at", "pk")
    newest = {row.person_id: row for row in answers}
    given = {
        person
        for person, row in newest.items()
        if row.answer == Consent.Answer.GIVEN and (row.until is None or row.until >= facts.day)
    }
    return ByOffer(declared & given)


def _grade(facts: Facts, one: Criterion) -> ByOffer:
    wanted = set(one.grades)
    return ByOffer(person for person in facts.people if facts.grades[person] & wanted)


def _distance(facts: Facts, one: Criterion) -> ByOffer:
    """The learner's school lies within so many kilometres of the place."""
    points = {pk: at for pk, place in facts.places.items() if (at := _point(place)) is not None}
    there: dict[int, set[int]] = {}
    for offer in facts.offers:
        goal = points.get(offer.site_id or 0)
        near = {
            pk
            for pk, at in points.items()
            if goal is not None and kilometres(at, goal) <= (one.kilometres or 0)
        }
        there[offer.pk] = {person for person in facts.people if facts.schools[person] & near}
    return ByOffer(there=there)


def _point(place: Organisation) -> Where | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _school(facts: Facts, one: Criterion) -> ByOffer:
    """At one of the schools named; where none is, at the school where the offer is held."""
    named = set(one.schools.values_list("pk", flat=True))
    if named:
        return ByOffer(person for person in facts.people if facts.schools[person] & named)
    there = {
        offer.pk: {one for one in facts.people if offer.site_id in facts.schools[one]}
        for offer in facts.offers
    }
    return ByOffer(there=there)


def _listed(facts: Facts, one: Criterion) -> ByOffer:
    return ByOffer(one.listed.values_list("person", flat=True))


MEETING = {
    Criterion.Kind.SIBLING: _sibling,
    Criterion.Kind.ZONE: _zone,
    Criterion.Kind.NEED: _need,
    Criterion.Kind.GRADE: _grade,
    Criterion.Kind.DISTANCE: _distance,
    Criterion.Kind.SCHOOL: _school,
    Criterion.Kind.LISTED: _listed,
}
"""How each kind of criterion is looked up."""
