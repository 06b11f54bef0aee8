"""The list of who holds which role."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.words import ROLES, word
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.commons.people.queries import by_name, is_large
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import among
from hedgerow.foundation.ui.tables import COUNT_CAP, COUNT_CAP_OF_MANY, Column, Table

from .models import Assignment

NOW, PAST, LATER = "now", "past", "later"
TIMES = ((NOW, _("now")), (PAST, _("in the past")), (LATER, _("later")))


def roles_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Assignment]:
    """Roles of those persons whom the actor may see."""
    return _seen(actor).filter(ecosystem=ecosystem)


def _seen(actor: Actor) -> QuerySet[Assignment]:
    seen = Person.objects.visible_to(actor)
    rows = Assignment.objects.filter(among(seen, "person"))
    return rows.select_related("person", "organisation")


def _all_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Assignment]:
    """The same roles, where most of all there are: each is asked whose it is, in the list's order."""
    return _seen(actor).filter(among(Ecosystem.objects.filter(pk=ecosystem.pk), "ecosystem"))


def roles_table(
    actor: Actor,
    ecosystem: Ecosystem,
    asked: QueryDict | Mapping[str, str],
    today: date,
    *,
    may_end: bool,
) -> Table:
    """Who holds which role where, from and to; ``may_end`` adds the way to end each.

    One query more than other tables: whether there are very many.
    """
    role = str(asked.get("role", ""))
    large = is_large(ecosystem, **({"role": role} if role in ROLES else {}))

    class Roles(Table):
        name, caption = "roles", _("Who holds which role")
        empty = _("Roles will stand here. Invite people, or assign the first one.")
        default_sort = "name"
        count_cap = COUNT_CAP_OF_MANY if large else COUNT_CAP
        columns = (*_columns(ecosystem, today), *((_ending(ecosystem),) if may_end else ()))

    return Roles((_all_of if large else roles_of)(actor, ecosystem), asked)


def _columns(ecosystem: Ecosystem, today: date) -> tuple[Column, ...]:
    slug, words = ecosystem.slug, ecosystem.vocabulary
    return (
        Column(
            "name", _("Person"), sort="person__sort_name", value=lambda row: row.person.name,
            match=_by_name, link=lambda row: _person(slug, row),
        ),
        Column(
            "role", _("Role"), sort="role", choices=[(name, word(words, name)) for name in ROLES],
            value=lambda row: word(words, row.role),
        ),
        Column(
            "where", _("Where"), sort="organisation__name", match=_by_organisation,
            value=lambda row: row.organisation.name if row.organisation else "–",
        ),
        Column("starts", _("From"), "date", sort="starts"),
        Column("ends", _("To"), "date", sort="ends"),
        Column(
            "when", _("When"), "badge", choices=TIMES,
            value=lambda row: dict(TIMES)[_when(row, today)],
            match=lambda found, when: found.filter(_at(when, today)),
        ),
    )  # fmt: skip


def _ending(ecosystem: Ecosystem) -> Column:
    def link(row: Assignment) -> str:
        return reverse("role-end", args=[ecosystem.slug, row.uuid]) if row.ends is None else ""

    return Column(
        "end", _("End"), value=lambda row: _("End it") if row.ends is None else None, link=link
    )


def _by_name(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(by_name(text, "person", "person"))


def _by_organisation(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(organisation__in=Organisation.objects.filter(name__has=text))


def _when(row: Assignment, today: date) -> str:
    if row.starts > today:
        return LATER
    return PAST if row.ends is not None and row.ends < today else NOW


def _at(when: str, today: date) -> Q:
    running = Q(ends__isnull=True) | Q(ends__gte=today)
    times = {NOW: Q(starts__lte=today) & running, LATER: Q(starts__gt=today)}
    return times.get(when, Q(ends__lt=today, starts__lte=today))


def _person(slug: str, row: Assignment) -> str:
    try:
        return reverse("person", args=[slug, row.person.uuid])
    except NoReverseMatch:
        return ""
