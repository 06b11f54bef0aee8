"""Who can take an ecosystem over, and which roles are lesser than the convener's."""

from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from .models import Assignment
from .role_words import needs_site

NO_SUCCESSORS = ("learner", "guardian")


def running(ecosystem: Ecosystem, at: datetime) -> Q:
    """Roles that are held there on the day of that moment."""
    day = day_in(ecosystem, at)
    return Q(ends__isnull=True, starts__lte=day) | Q(ends__gte=day, starts__lte=day)


def kept_roles() -> list[str]:
    """Roles in the whole ecosystem that grant less than the convener's."""
    most = settings.HEDGEROW_ROLES["convener"].grants
    return [
        name
        for name, role in settings.HEDGEROW_ROLES.items()
        if name not in NO_SUCCESSORS and not needs_site(name) and role.grants < most
    ]


def successors(ecosystem: Ecosystem, by: Actor) -> QuerySet[Person]:
    """Who could take over: people with a role here, and a way to sign in, by name.

    Learners and guardians are asked by address or not at all.
    """
    roles = Assignment.objects.filter(
        running(ecosystem, timezone.now()), ecosystem=ecosystem, person=OuterRef("pk")
    ).exclude(role__in=NO_SUCCESSORS)
    signs_in = Q(account__is_active=True) | ~Q(email="")
    rows = Person.objects.visible_to(by).filter(Exists(roles), signs_in, erased_at__isnull=True)
    return rows.exclude(pk=by.person_id or 0).order_by("sort_name", "pk")
