from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from hedgerow.foundation import subjects
from hedgerow.foundation.subjects import Link


class ChoiceConfig(AppConfig):
    """Who chooses what, and who gets which place."""

    name = "hedgerow.features.engagement.choice"
    label = "choice"

    def ready(self) -> None:
        from hedgerow.commons.notices import kinds

        from .models import Offer, Round
        from .notices import PLACE, REMINDER

        subjects.register("choice.round", Round, _round, related=("ecosystem",))
        subjects.register("choice.offer", Offer, _offer, related=("round__ecosystem",))
        kinds.register(PLACE)
        kinds.register(REMINDER)


def _round(row: Any) -> Link:
    return Link(row.title, reverse("choice-round", args=[row.ecosystem.slug, row.uuid]))


def _offer(row: Any) -> Link:
    return Link(row.title, reverse("choice-round", args=[row.round.ecosystem.slug, row.round.uuid]))
