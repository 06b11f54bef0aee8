"""What a blueprint says of kinds of activity, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Invented, Key
from hedgerow.foundation.permissions import Actor

from .actions import save_kinds


class ActivityKind(Invented):
    """Hours a learner needs for the activity to count; none when not recorded.

    A simulated history enrols no learners in what is ``for_adults``.
    """

    key: Key
    title: Named
    minimum_hours: Annotated[Decimal, Field(gt=0)] | None = None
    needs_confirmation: bool = False
    for_adults: bool = False

    @property
    def minimum_minutes(self) -> int | None:
        return None if self.minimum_hours is None else int(self.minimum_hours * 60)


def plant_kinds(
    ecosystem: Ecosystem, kinds: Sequence[ActivityKind], *, by: Actor, at: datetime
) -> None:
    """Save the kinds of activity with their minimum dosage."""
    rows = [
        {
            "key": one.key,
            **in_languages({"name": one.title}, ecosystem.languages),
            "minimum_minutes": one.minimum_minutes,
            "needs_confirmation": one.needs_confirmation,
            "simulated": one.simulated,
        }
        for one in kinds
    ]
    save_kinds(ecosystem, rows, by=by, at=at)
