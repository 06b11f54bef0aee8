"""Who may look after a learner at a host, each with where they belong; those of the host first."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import perhaps_running
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.permissions import Actor

Group = tuple[str, Sequence[tuple[int, str]]]


def adults(actor: Actor, place: Ecosystem) -> QuerySet[Person]:
    """Whom the actor sees there, but for learners."""
    people = Person.objects.visible_to(actor).filter(assignments__ecosystem=place)
    rows = people.exclude(assignments__role="learner")
    return rows.distinct().order_by("sort_name", "pk")


def named(
    people: QuerySet[Person], place: Ecosystem, host: Organisation | None, at: datetime
) -> list[Group]:
    """The same, each once with the organisations they belong to now. Two queries."""
    rows = Assignment.objects.filter(
        perhaps_running(at), ecosystem=place, organisation__isnull=False
    ).values_list("person", "organisation", "organisation__name")
    of: dict[int, dict[int, str]] = {}
    for person, organisation, name in rows.order_by("organisation__name", "pk"):
        of.setdefault(person, {})[organisation or 0] = str(name)
    there: list[tuple[int, str]] = []
    elsewhere: list[tuple[int, str]] = []
    for one in people:
        belongs = of.get(one.pk, {})
        where = _(", ").join(dict.fromkeys(belongs.values())) or _("no organisation")
        is_there = host is not None and host.pk in belongs
        (there if is_there else elsewhere).append((one.pk, f"{one.name} · {where}"))
    first = _("At %(host)s") % {"host": host.name if host else ""}
    groups = ((first, there), (_("Elsewhere") if there else _("Everybody"), elsewhere))
    return [(title, found) for title, found in groups if found]
