"""Who has a place that is one in an activity, and whether they are enrolled there."""

from django.db.models import Exists, OuterRef, QuerySet

from hedgerow.commons.activities.models import Enrolment

from ..models import Outcome

RELATED = "person", "offer__activity", "offer__opportunity__ecosystem"


def placed_in_activities() -> QuerySet[Outcome]:
    """Who has a place that is one in an activity; who has given it back has none."""
    rows = Outcome.objects.filter(offer__activity__isnull=False, person__erased_at=None)
    return rows.select_related(*RELATED).order_by("pk")


def unenrolled() -> QuerySet[Outcome]:
    """Those of them who are not enrolled there now."""
    there = Enrolment.objects.filter(
        activity=OuterRef("offer__activity"), person=OuterRef("person"), ends=None
    )
    return placed_in_activities().filter(~Exists(there))
