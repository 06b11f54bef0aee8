"""What an ecosystem holds, counted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from hedgerow.commons.activities.models import Activity, Attendance
from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.models import Ecosystem, Figure
from hedgerow.commons.ecosystems.queries import ecosystem_for
from hedgerow.commons.frameworks.models import INDICATORS, Item
from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.commons.observations.models import Indicator
from hedgerow.foundation.permissions import Actor

"""Frameworks that only give indicators their titles: their items are counted as indicators."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A published figure, as its source gives it."""

    name: str
    value: str
    unit: str
    qualifier: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Counts of what is open now; attendance counts every row, corrected ones too."""

    slug: str
    name: str
    simulated: bool
    organisations_by_kind: dict[str, int]
    organisations_by_sector: dict[str, int]
    people_by_role: dict[str, int]
    bodies: int
    seats: int
    framework_items: int
    indicators: int
    activities: int
    attendance: int
    facts: tuple[Fact, ...]


def contents(actor: Actor, slug: str) -> Contents:
    """Count what the ecosystem at that address holds; raises NotFound when it is not seen."""
    ecosystem = ecosystem_for(actor, slug)
    members = OrganisationMembership.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    assigned = Assignment.objects.filter(ecosystem=ecosystem, ends__isnull=True)
    roles = assigned.values(key=F("role")).annotate(n=Count("person", distinct=True))
    return Contents(
        slug=ecosystem.slug,
        name=ecosystem.name,
        simulated=ecosystem.simulated,
        organisations_by_kind=_by(members, "organisation__kind"),
        organisations_by_sector=_by(members, "organisation__sector"),
        people_by_role={row["key"]: row["n"] for row in roles.order_by("key")},
        bodies=Body.objects.filter(ecosystem=ecosystem).count(),
        seats=Seat.objects.filter(body__ecosystem=ecosystem).count(),
        framework_items=Item.objects.filter(framework__ecosystem=ecosystem)
        .exclude(framework__kind=INDICATORS)
        .count(),
        indicators=Indicator.objects.filter(ecosystem=ecosystem).count(),
        activities=Activity.objects.filter(ecosystem=ecosystem).count(),
        attendance=Attendance.objects.filter(ecosystem=ecosystem).count(),
        facts=_facts(ecosystem),
    )


def slug_of(ecosystem: int) -> str:
    """The address of an ecosystem."""
    return Ecosystem.objects.values_list("slug", flat=True).get(pk=ecosystem)


def _by(members: QuerySet[Any], field: str) -> dict[str, int]:
    rows = members.values(key=F(field)).annotate(n=Count("pk")).order_by("key")
    return {row["key"]: row["n"] for row in rows}


def _facts(ecosystem: Ecosystem) -> tuple[Fact, ...]:
    rows = Figure.objects.filter(ecosystem=ecosystem).order_by("position", "pk")
    return tuple(
        Fact(
            one.said("name"), f"{one.value.normalize():f}", one.said("unit"),
            one.said("qualifier"), one.as_of, one.source,
        )
        for one in rows
    )  # fmt: skip
