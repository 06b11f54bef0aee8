"""The business advisory as pages and the API show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.utils.functional import Promise

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.places import organisations_of
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from .models import Adviser
from .permissions import EDIT_ADVISERS

Text = str | Promise


@dataclass(frozen=True, slots=True)
class AdviserPage:
    """An adviser with what may be asked of them."""

    uuid: UUID
    name: str
    person: str
    field_of_work: str
    starts: date
    ends: date | None
    offers: Sequence[tuple[Text, str]]


def advisers_of(actor: Actor, ecosystem: Ecosystem, today: date) -> QuerySet[Adviser]:
    """Everybody who advises or did; whose name the actor may not see is given by organisation."""
    seen = Person.objects.visible_to(actor).filter(pk=OuterRef("person"))
    rows = Adviser.objects.visible_to(actor).filter(ecosystem=ecosystem)
    return rows.annotate(
        person_name=Subquery(seen.values("name")[:1]),
        sorted_name=Case(
            When(organisation__isnull=False, then="organisation__name"),
            default=Subquery(seen.values("name")[:1]),
        ),
        is_over=Case(When(ends__lt=today, then=Value("over")), default=Value("active")),
    )


def adviser_for(actor: Actor, ecosystem: Ecosystem, uuid: UUID) -> Adviser:
    rows = Adviser.objects.visible_to(actor).select_related("ecosystem", "organisation", "person")
    found = rows.filter(ecosystem=ecosystem, uuid=uuid).first()
    if found is None:
        raise NotFound
    return found


def may_add_advisers(actor: Actor, ecosystem: Ecosystem) -> bool:
    return actor.may_somewhere(EDIT_ADVISERS, ecosystem.pk)


def own_organisations(
    actor: Actor, ecosystem: Ecosystem, permission: str
) -> QuerySet[Organisation]:
    """Those for which the actor holds a permission: all, or one's own."""
    rows: QuerySet[Any] = organisations_of(actor, ecosystem)
    if not actor.may(permission, ecosystem.pk):
        rows = rows.filter(pk__in=actor.sites_with(permission, ecosystem.pk))
    return rows.order_by("name", "pk")


def adviser_page(actor: Actor, row: Adviser, today: date) -> AdviserPage:
    """The adviser; the person's name only for those who may see the person."""
    seen = Person.objects.visible_to(actor).filter(pk=row.person_id or 0)
    return AdviserPage(
        row.uuid,
        row.organisation.name if row.organisation else "",
        seen.values_list("name", flat=True).first() or "",
        row.field_of_work,
        row.starts,
        row.ends,
        [(one.get_kind_display(), one.note) for one in row.offers.order_by("kind")],
    )
