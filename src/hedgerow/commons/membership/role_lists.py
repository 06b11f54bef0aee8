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
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.queries import by_name
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import among
from hedgerow.foundation.ui.tables import Column, Table

from .models import Assignment

NOW, PAST, LATER = "now", "past", "later"
TIMES = ((NOW, _("now")), (PAST, _("in the past")), (LATER, _("later")))


def roles_of(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Assignment]:
    """Roles of those persons whom the actor may see."""
    seen = Person.objects.visible_to(actor)
    rows = Assignment.objects.filter(among(seen, "person"), ecosystem=ecosystem)
    return rows.select_related("person", "organisation")


def roles_table(
    ecosystem: Ecosystem,
    rows: QuerySet[Assignment],
    asked: QueryDict | Mapping[str, str],
    today: date,
    *,
    may_end: bool,
) -> Table:
    """Who holds which role where, from and to; ``may_end`` adds the way to end each."""

    class Roles(Table):
        name, caption = "roles", _("Who holds which role")
        empty = _("Roles will stand here. Invite people, or assign the first one.")
        default_sort = "name"
        columns = (*_columns(ecosystem, today), *((_ending(ecosystem),) if may_end else ()))

    return Roles(rows, asked)


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
            "where", _("Where"), sort="organisation__name", search="organisation__name",
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
