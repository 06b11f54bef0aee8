"""Who can name somebody to read what is told in confidence, where nobody is there who may."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem, not_closed
from hedgerow.commons.membership.leading import above
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.permissions import ASSIGN_ROLES
from hedgerow.commons.people.models import Person

from ..models import Concern
from .leads import kept_from, without_leads


def namers_of(ecosystem: Ecosystem, at: datetime) -> list[Person]:
    """Whoever gives roles there, by a role of its own or in the networks above it."""
    giving = {name for name, role in settings.HEDGEROW_ROLES.items() if ASSIGN_ROLES in role.grants}
    cascading = {name for name in giving if settings.HEDGEROW_ROLES[name].cascades}
    day = day_in(ecosystem, at)
    held = Assignment.objects.filter(
        Q(ecosystem=ecosystem, role__in=giving)
        | Q(ecosystem__in=above(ecosystem), role__in=cascading),
        Q(ends=None) | Q(ends__gte=day), starts__lte=day, person__erased_at=None,
    )  # fmt: skip
    rows = held.select_related("person").order_by("pk")
    return list(dict.fromkeys(row.person for row in rows))


def namers_for(concern: Concern, at: datetime) -> list[Person]:
    """Those of them who may learn that somebody is missing: nobody whom it is about or accuses,
    nor who is barred from the child."""
    not_for = kept_from([concern])[concern.pk]
    return [one for one in namers_of(concern.ecosystem, at) if one.pk not in not_for]


def stranded(at: datetime) -> list[Ecosystem]:
    """Ecosystems where something waits that nobody may read, and nobody may be told to name whom."""
    return _places(
        one
        for one in without_leads(_waiting(), at)
        if not namers_for(one, at)
    )  # fmt: skip


def _waiting() -> Collection[Concern]:
    rows = Concern.objects.filter(not_closed()).exclude(state=Concern.State.CLOSED)
    return list(rows.select_related("ecosystem"))


def _places(concerns: Iterable[Concern]) -> list[Ecosystem]:
    found = {one.ecosystem_id: one.ecosystem for one in concerns}
    return sorted(found.values(), key=lambda one: (one.name, one.pk))
