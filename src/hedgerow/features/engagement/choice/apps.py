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
        from hedgerow.commons.activities import seats
        from hedgerow.commons.notices import kinds
        from hedgerow.features.engagement.opportunities import giving

        from .actions.letting_go import let_go, take_up_again
        from .models import Offer, Round
        from .notices import PLACE, REMINDER
        from .queries.holding import given, holding, holds, promised, returns

        subjects.register("choice.round", Round, _round, related=("ecosystem",))
        subjects.register("choice.offer", Offer, _offer, related=("round__ecosystem",))
        kinds.register(PLACE)
        seats.watch(left=let_go, back=take_up_again)
        kinds.register(REMINDER)
        giving.register(giving.Provider(holds, promised, given, returns, holding))


def _round(row: Any) -> Link:
    return Link(row.said("title"), reverse("choice-round", args=[row.ecosystem.slug, row.uuid]))


def _offer(row: Any) -> Link:
    return Link(
        row.said("title"), reverse("choice-round", args=[row.round.ecosystem.slug, row.round.uuid])
    )
