"""The table of an ecosystem's people: who, in which role, where, in which groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import ROLES, word
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.queries import by_name, everybody_of, is_large, named
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ui.tables import COUNT_CAP, COUNT_CAP_OF_MANY, Column, Table


@dataclass(frozen=True, slots=True)
class _Here:
    """The roles and places in groups that count, and how persons are found and shown by them."""

    place: Ecosystem
    held: QuerySet[Assignment]
    places: QuerySet[GroupPlace]

    def word(self, role: str) -> str:
        return word(self.place.vocabulary, role)

    def address(self, row: Person) -> str:
        return reverse("person", args=[self.place.slug, row.uuid])

    def named(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By name, or by the whole code of a source."""
        of_code = Person.objects.filter(kept_by=self.place, code=text).exclude(code="")
        found = by_name(text, "person")
        if known := of_code.values_list("pk", flat=True).first():  # an OR would read all persons
            found |= Q(pk=known)
        return rows.filter(found)

    def in_role(self, rows: QuerySet[Any], role: str) -> QuerySet[Any]:
        return rows.filter(Exists(self.held.filter(role=role, person=OuterRef("pk"))))

    def of_organisation(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        found = named(Organisation.objects.all(), text, "organisation")
        return rows.filter(pk__in=self.held.filter(organisation__in=found).values("person"))

    def in_group(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        found = self.places.filter(group__name__has=text)
        return rows.filter(pk__in=found.values("person"))

    def with_these(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        return rows.prefetch_related(
            Prefetch("assignments", self.held.select_related("organisation"), to_attr="roles_here"),
            Prefetch("group_places", self.places.select_related("group"), to_attr="groups_here"),
        )


def people_table(
    actor: Actor, place: Ecosystem, asked: QueryDict | Mapping[str, str], day: date
) -> Table:
    """Persons whom the actor may see, with the roles and groups of ``day``. Five queries."""
    groups = Group.objects.visible_to(actor).filter(ecosystem=place)
    here = _Here(
        place,
        Assignment.objects.filter(_running(day), ecosystem=place),
        GroupPlace.objects.filter(_running(day), group__in=groups.filter(_running(day))),
    )

    large = is_large(place)

    class People(Table):
        name, caption = "people", _("People, with their roles, organisations and groups")
        empty = _("Nobody whom you may see takes part here yet.")
        default_sort = "name"
        count_cap = COUNT_CAP_OF_MANY if large else COUNT_CAP
        columns = _columns(here)

    return People(here.with_these(everybody_of(actor, place, large=large)), asked)


def _columns(here: _Here) -> tuple[Column, ...]:
    return (
        Column("name", _("Name"), sort="sort_name", match=here.named, link=here.address),
        Column(
            "role", _("Role"), choices=[(role, here.word(role)) for role in ROLES],
            match=here.in_role,
            value=lambda row: _listed(here.word(one.role) for one in row.roles_here),
        ),
        Column(
            "organisation", _("Organisation"), match=here.of_organisation,
            value=lambda row: _listed(
                one.organisation.name for one in row.roles_here if one.organisation
            ),
        ),
        Column(
            "group", _("Group"), match=here.in_group,
            value=lambda row: _listed(one.group.name for one in row.groups_here),
        ),
    )  # fmt: skip


def _running(day: date) -> Q:
    return Q(ends__isnull=True) | Q(ends__gte=day)


def _listed(words: Any) -> str | None:
    """Each word once, in order; None where there is none."""
    return str(_(", ")).join(dict.fromkeys(words)) or None
