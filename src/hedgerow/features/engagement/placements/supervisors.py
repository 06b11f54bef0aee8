"""Who may look after a learner at a host: those of the host, and staff of the learner's school."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.membership.holders import held_among
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person

from .kin import families_among
from .looking_after import NEVER, STAFF
from .models import Placement
from .permissions import ARRANGE

Group = tuple[str, Sequence[tuple[int, str]]]


def fit(row: Placement, hosts: Collection[int], at: datetime) -> QuerySet[Person]:
    """Whoever has a role now at one of the hosts, or among the staff of the learner's school.

    Nobody who learns in the ecosystem, nor who answers for the learner.
    """
    roles = _running(row, at)
    there = roles.filter(organisation__in=hosts).exclude(role__in=NEVER)
    staff = roles.filter(organisation=row.site_id or 0, role__in=STAFF)
    aside = roles.filter(role="learner")
    family = families_among([row.learner_id]).get(row.learner_id, frozenset())
    rows = Person.objects.filter(
        Q(pk__in=there.values("person")) | Q(pk__in=staff.values("person")), erased_at=None
    )
    rows = rows.exclude(pk__in=aside.values("person")).exclude(pk__in={*family, row.learner_id})
    return rows.order_by("sort_name", "pk")


def nobody_at(row: Placement, host: Organisation | None, at: datetime) -> str:
    """The name of the host, where nobody has a role yet in which they could look after the learner."""
    if host is None:
        return ""
    there = _running(row, at).filter(organisation=host, person__in=fit(row, [host.pk], at))
    return "" if there.exclude(role__in=NEVER).exists() else host.name


def without_school(rows: Collection[Placement], at: datetime) -> frozenset[int]:
    """Ids of those whose school has nobody here who arranges: families ask the convener. One query."""
    sites = {row.pk: (ARRANGE, row.ecosystem_id, row.site_id) for row in rows if row.site_id}
    held = held_among([*sites.values()], at) if sites else frozenset()
    return frozenset(row.pk for row in rows if sites.get(row.pk) not in held)


def named(
    row: Placement, people: Iterable[Person], hosts: Sequence[int], at: datetime
) -> list[Group]:
    """The same by where they have that role: the hosts in their order, the learner's school last."""
    rows = _running(row, at).filter(person__in=[one.pk for one in people]).exclude(role__in=NEVER)
    names = {one.pk: one.name for one in people}
    found: dict[int, dict[int, str]] = {}
    titles: dict[int, str] = {}
    rows = rows.filter(Q(organisation__in=hosts) | Q(organisation=row.site_id or 0, role__in=STAFF))
    for person, where, title in rows.order_by(
        "organisation__name", "person__sort_name", "pk"
    ).values_list("person", "organisation", "organisation__name"):
        found.setdefault(where or 0, {})[person] = names[person]
        titles[where or 0] = str(title)
    last = [where for where in found if where == row.site_id and where not in hosts]
    order = [*(where for where in found if where not in last), *last]
    return [
        (_("At %(host)s") % {"host": titles[where]}, [*found[where].items()]) for where in order
    ]


def _running(row: Placement, at: datetime) -> QuerySet[Assignment]:
    day = day_in(row.ecosystem, at)
    return Assignment.objects.filter(
        Q(ends=None) | Q(ends__gte=day), ecosystem=row.ecosystem_id, starts__lte=day
    )
