"""The kinds of activity of an ecosystem."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.activities.usual import ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem


def usual_lacking(ecosystem: Ecosystem) -> int:
    """How many of the usual kinds the ecosystem does not have."""
    there = set(Kind.objects.filter(ecosystem=ecosystem).values_list("key", flat=True))
    return len(set(ACTIVITIES) - there)


def kinds_of(ecosystem: Ecosystem) -> QuerySet[Kind]:
    """Its kinds, each with ``number_of_activities``."""
    alike = Activity.objects.filter(kind=OuterRef("pk")).order_by().values("kind")
    number = Coalesce(Subquery(alike.annotate(number=Count("pk")).values("number")), 0)
    rows = Kind.objects.filter(ecosystem=ecosystem).select_related("ecosystem")
    return rows.annotate(number_of_activities=number)
