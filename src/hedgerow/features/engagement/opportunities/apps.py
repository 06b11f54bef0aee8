from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from hedgerow.commons.activities import seats, times
from hedgerow.commons.notices import kinds
from hedgerow.foundation import subjects
from hedgerow.foundation.subjects import Link


class OpportunitiesConfig(AppConfig):
    """What is offered, how it is found, who has a place and who waits."""

    name = "hedgerow.features.engagement.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        from .models import Opportunity
        from .notices import PLACES
        from .queries.planning import times_of
        from .queries.seated import holds_of

        subjects.register(
            "opportunities.opportunity", Opportunity, _opportunity, related=("ecosystem",)
        )
        kinds.register(PLACES)
        seats.register(holds_of)
        times.register(times_of)


def _opportunity(row: Any) -> Link:
    return Link(row.said("title"), reverse("opportunity", args=[row.ecosystem.slug, row.uuid]))
