"""What an ecosystem keeps already of what a set speaks of, by code."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.codes import erased_codes
from hedgerow.commons.people.models import Guardian, Person

Held = tuple[str, str, date]
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Here:
    """Names of people by code, codes of groups; roles, places and guardians that go on.

    ``roles`` maps a person to role, organisation and first day of each; ``places`` maps group and
    person to the first day; ``guardians`` are pairs of guardian and learner.
    """

    names: Mapping[str, str]
    erased: Container[str]
    groups: frozenset[str]
    roles: Mapping[str, list[Held]]
    places: Mapping[Place, date]
    guardians: frozenset[Place]

    @classmethod
    def of_groups(cls, groups: frozenset[str]) -> "Here":
        """Groups alone, where people and places are compared in another way."""
        return cls({}, frozenset(), groups, {}, {}, frozenset())


def here(ecosystem: Ecosystem) -> Here:
    """What is kept now; five queries."""
    roles: dict[str, list[Held]] = defaultdict(list)
    on = Q(ends=None) | Q(ends__gt=today(ecosystem))
    running = Assignment.objects.filter(on, ecosystem=ecosystem).exclude(person__code="")
    names = ("person__code", "role", "organisation__code", "starts")
    for person, role, site, starts in running.values_list(*names).iterator():
        roles[person].append((role, site or "", starts))
    places = GroupPlace.objects.filter(on, group__ecosystem=ecosystem)
    named = places.exclude(group__code="").exclude(person__code="")
    people = Person.objects.filter(kept_by=ecosystem).exclude(code="")
    groups = Group.objects.filter(ecosystem=ecosystem).exclude(code="")
    wards = Guardian.objects.filter(ecosystem=ecosystem)
    return Here(
        names=dict(people.filter(erased_at=None).values_list("code", "name")),
        erased=erased_codes(ecosystem),
        groups=frozenset(groups.values_list("code", flat=True)),
        roles=roles,
        places={
            (group, person): starts
            for group, person, starts in named.values_list(
                "group__code", "person__code", "starts"
            ).iterator()
        },
        guardians=frozenset(wards.values_list("guardian__code", "learner__code")),
    )
