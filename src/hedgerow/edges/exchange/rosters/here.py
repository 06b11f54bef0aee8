"""What an ecosystem keeps already of what a set speaks of, by code."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.codes import erased_codes
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.sets import narrowed

from ..absent.keys import Keys

Held = tuple[str, str, date]
Place = tuple[str, str]
Span = tuple[date, date | None]
Role = tuple[int, str, Held]
NOTHING = Keys()


@dataclass(frozen=True, slots=True)
class Here:
    """Names of people by code, codes of groups; roles, places and guardians that go on.

    ``brought`` maps a person to role, organisation and first day of each role that sets brought, and
    ``own`` of those that sets of the same system did; ``spans`` a group to first and last day; ``places`` maps group and person to the first
    day; ``guardians`` are pairs of guardian and learner.
    """

    names: Mapping[str, str]
    erased: Container[str]
    groups: frozenset[str]
    brought: Mapping[str, list[Held]]
    places: Mapping[Place, date]
    guardians: frozenset[Place]
    own: Mapping[str, list[Held]] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)

    @classmethod
    def of_groups(cls, groups: frozenset[str]) -> "Here":
        """Groups alone, where people and places are compared in another way."""
        return cls({}, frozenset(), groups, {}, {}, frozenset())


def here(
    ecosystem: Ecosystem,
    codes: Collection[str] | None = None,
    brought: Keys = NOTHING,
    own: Keys = NOTHING,
) -> Here:
    """What is kept now; ``codes`` are the persons that are asked for, of others too where None.

    ``brought`` are keys of roles that sets brought, ``own`` those of them by sets of the same system.

    Five queries, of codes four for each five hundred.
    """
    groups = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    spans = {
        code: (starts, ends) for code, starts, ends in groups.values_list("code", "starts", "ends")
    }
    roles = _roles(ecosystem, codes) if brought else []
    return Here(
        names=_names(ecosystem, codes),
        erased=erased_codes(ecosystem),
        groups=frozenset(spans),
        brought=_by_person(one for one in roles if one[0] in brought),
        places=_places(ecosystem, codes),
        guardians=_guardians(ecosystem, codes),
        own=_by_person(one for one in roles if one[0] in own),
        spans=spans,
    )


def _names(ecosystem: Ecosystem, codes: Collection[str] | None) -> dict[str, str]:
    people = Person.objects.filter(kept_by=ecosystem, erased_at=None).exclude(code="")
    found: dict[str, str] = {}
    for some in narrowed(people, "code", codes):
        found |= dict(some.values_list("code", "name"))
    return found


def _going_on(ecosystem: Ecosystem) -> Q:
    return Q(ends=None) | Q(ends__gt=today(ecosystem))


def _roles(ecosystem: Ecosystem, codes: Collection[str] | None) -> list[Role]:
    """Key, person and role of each that goes on."""
    on = _going_on(ecosystem)
    running = Assignment.objects.filter(on, ecosystem=ecosystem, person__kept_by=ecosystem)
    running = running.exclude(person__code="")
    names = ("pk", "person__code", "role", "organisation__code", "starts")
    return [
        (key, person, (role, site or "", starts))
        for some in narrowed(running.order_by("pk"), "person__code", codes)
        for key, person, role, site, starts in some.values_list(*names).iterator()
    ]


def _by_person(roles: Iterable[Role]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for _key, person, held in roles:
        found[person].append(held)
    return found


def _places(ecosystem: Ecosystem, codes: Collection[str] | None) -> dict[Place, date]:
    on = GroupPlace.objects.filter(_going_on(ecosystem), group__ecosystem=ecosystem)
    named = on.filter(person__kept_by=ecosystem).exclude(group__code="").exclude(person__code="")
    names = ("group__code", "person__code", "starts")
    return {
        (group, person): starts
        for some in narrowed(named, "person__code", codes)
        for group, person, starts in some.values_list(*names).iterator()
    }


def _guardians(ecosystem: Ecosystem, codes: Collection[str] | None) -> frozenset[Place]:
    """The pairs whose learner is asked for."""
    both = {"guardian__kept_by": ecosystem, "learner__kept_by": ecosystem}
    pairs = Guardian.objects.filter(ecosystem=ecosystem, **both).exclude(learner__code="")
    return frozenset(
        pair
        for some in narrowed(pairs, "learner__code", codes)
        for pair in some.values_list("guardian__code", "learner__code")
    )
