"""How many places are left, and how somebody stands."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.ecosystems.clock import first_day_anywhere, today
from hedgerow.features.engagement.opportunities.models import (
    Opportunity,
    OpportunityQuerySet,
    SignUp,
)


def places_left(row: Opportunity) -> int | None:
    """Places that nobody holds, never below 0; None where there is no bound."""
    if row.capacity is None:
        return None
    return max(
        0, row.capacity - row.taken - _besides(row.activity_id, today(row.ecosystem)).count()
    )


def with_places(rows: OpportunityQuerySet) -> OpportunityQuerySet:
    """The rows, each with ``places_left``: None where there is no bound, never below 0 else.

    One query. ``open_places`` is quicker where only those with a place are wanted.
    """
    besides = _besides(OuterRef("activity"), first_day_anywhere(timezone.now()))
    counted = besides.order_by().values("activity").annotate(n=Count("pk")).values("n")
    there: Any = Subquery(counted, output_field=IntegerField())
    return rows.annotate(places_left=F("capacity") - F("taken") - Coalesce(there, 0))


def open_places(rows: OpportunityQuerySet) -> OpportunityQuerySet:
    """Those whose sign-ups leave a place, or that have no bound."""
    return rows.filter(Q(capacity__isnull=True) | Q(taken__lt=F("capacity")))


def _besides(activity: Any, day: date) -> QuerySet[Enrolment]:
    """Places taken in the activity by others than those who hold one by signing up."""
    signed = SignUp.objects.filter(
        opportunity__activity=OuterRef("activity"),
        person=OuterRef("person"),
        state__in=SignUp.HOLDING,
    )
    running = Q(ends__isnull=True) | Q(ends__gte=day, dropped=False)
    return Enrolment.objects.filter(running, ~Exists(signed), activity=activity)


def position(sign_up: SignUp) -> int:
    """Which in the line somebody is who waits: 1 is next."""
    before = Q(asked_at__lt=sign_up.asked_at) | Q(asked_at=sign_up.asked_at, pk__lt=sign_up.pk)
    line = SignUp.objects.filter(opportunity=sign_up.opportunity_id, state=SignUp.State.WAITING)
    return line.filter(before).count() + 1
