"""What a blueprint says of indicators, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Key, Language, Section
from hedgerow.foundation.permissions import Actor

from .actions import save_indicators

Unit = Annotated[str, Field(max_length=40)]


class Indicator(Section):
    """A unit that is known everywhere, such as percent, is told in one language.

    ``direction`` says whether a higher or a lower value is better, ``minimum_change`` from which
    difference on it has moved.
    """

    key: Key
    title: Named
    unit: Unit | Annotated[dict[Language, Unit], Field(min_length=1)] = ""
    direction: Literal["up", "down"] = "up"
    baseline: Decimal | None = None
    target: Decimal | None = None
    core: bool = False
    minimum_change: Annotated[Decimal | None, Field(max_digits=20, decimal_places=6)] = None
    by: tuple[Key, ...] = ()


def plant_indicators(
    ecosystem: Ecosystem, indicators: Sequence[Indicator], *, by: Actor, at: datetime
) -> None:
    """Save the indicators, each with an item that bears its title."""
    save_indicators(ecosystem, [_row(ecosystem, one) for one in indicators], by=by, at=at)


def _row(ecosystem: Ecosystem, one: Indicator) -> dict[str, Any]:
    plain = one.model_dump(
        include={"key", "direction", "baseline", "target", "core", "minimum_change"}
    )
    texts = in_languages({"title": one.title, "unit": one.unit}, ecosystem.languages)
    return {**plain, **texts, "disaggregation": list(one.by)}
