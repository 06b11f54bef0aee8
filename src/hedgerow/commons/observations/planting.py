"""What a blueprint says of indicators, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.blueprints import Key, Section, Words
from hedgerow.foundation.permissions import Actor

from .actions import save_indicators


class Indicator(Section):
    key: Key
    title: Words
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    by: tuple[Key, ...] = ()


def plant_indicators(
    ecosystem: Ecosystem, indicators: Sequence[Indicator], *, by: Actor, at: datetime
) -> None:
    """Save the indicators, each with an item that bears its title."""
    rows = [
        {**one.model_dump(exclude={"by"}), "disaggregation": list(one.by)} for one in indicators
    ]
    save_indicators(ecosystem, rows, by=by, at=at)
