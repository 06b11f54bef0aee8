"""Who is near what is offered: in its zone, within so many kilometres, at its school."""

from collections import defaultdict

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.people.models import Organisation

from ..models import Criterion
from ..rules.priorities import kilometres
from .facts import ByOffer, Facts

Where = tuple[float, float]


def zone(facts: Facts, one: Criterion) -> ByOffer:
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


def distance(facts: Facts, one: Criterion) -> ByOffer:
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


def school(facts: Facts, one: Criterion) -> ByOffer:
    """At one of the schools named; where none is, at the school where the offer is held."""
    named = set(one.schools.values_list("pk", flat=True))
    if named:
        return ByOffer(person for person in facts.people if facts.schools[person] & named)
    there = {
        offer.pk: {one for one in facts.people if offer.site_id in facts.schools[one]}
        for offer in facts.offers
    }
    return ByOffer(there=there)
