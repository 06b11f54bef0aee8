"""Who answers for learners, as far as they see them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from hedgerow.commons.ecosystems.clock import day_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.people.models import Guardian


def ties_to(ecosystem: Ecosystem, learners: Collection[int], at: datetime) -> list[Guardian]:
    """Running ties by which guardians see these learners. One query."""
    ties = Guardian.objects.seeing().filter(
        ecosystem=ecosystem, learner__in=learners, guardian__erased_at=None,
        starts__lte=day_in(ecosystem, at),
    )  # fmt: skip
    running = ties.filter(Q(ends=None) | Q(ends__gte=day_in(ecosystem, at)))
    rows = running.select_related("guardian__account", "learner", "ecosystem")
    return list(rows.order_by("learner__sort_name", "guardian__sort_name", "pk"))
