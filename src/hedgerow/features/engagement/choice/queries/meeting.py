"""Who meets which criterion, for all learners of a round at once."""

from collections import defaultdict

import numpy as np
from django.db.models import Q

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.membership.models import Assignment, Consent
from hedgerow.commons.people.models import DeclaredGroup, Guardian

from ..models import Criterion
from ..rules.rounds import Bools
from .facts import ByOffer, Facts, running
from .nearness import distance, school, zone


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


def _sibling(facts: Facts, one: Criterion) -> ByOffer:
    """A brother or sister (with a guardian in common) learns at the place or takes part there."""
    ties = Guardian.objects.unbarred().filter(ecosystem=facts.row.ecosystem_id)
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


def _listed(facts: Facts, one: Criterion) -> ByOffer:
    return ByOffer(one.listed.values_list("person", flat=True))


MEETING = {
    Criterion.Kind.SIBLING: _sibling,
    Criterion.Kind.ZONE: zone,
    Criterion.Kind.NEED: _need,
    Criterion.Kind.GRADE: _grade,
    Criterion.Kind.DISTANCE: distance,
    Criterion.Kind.SCHOOL: school,
    Criterion.Kind.LISTED: _listed,
}
"""How each kind of criterion is looked up."""
