"""What a blueprint says of the terms on which people are paired: checks, and what a pair costs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import in_languages
from hedgerow.foundation.blueprints import Key, Language, Section
from hedgerow.foundation.permissions import Actor

from .actions import set_terms
from .checking import TOLD

Title = Annotated[str, Field(min_length=1, max_length=120)]
Points = Annotated[float, Field(ge=0, le=1_000_000)]


class Check(Section):
    """Something that one who helps needs, such as a certificate of good conduct."""

    key: Key
    title: Title | Annotated[dict[Language, Title], Field(min_length=1)]


class Costs(Section):
    """Points as of ``rules.pairs.Weights``; ``farthest_km`` false allows any distance."""

    km: Points = 1.0
    language: Points = 30.0
    items: Points = 20.0
    community: Points = 5.0
    load: Points = 10.0
    waiting: Points = 120.0
    farthest_km: Literal[False] | Annotated[float, Field(ge=0, le=1_000_000)] = 60.0
    needs_language: bool = True


def plant_terms_of_pairs(
    ecosystem: Ecosystem, checks: Sequence[Check], costs: Costs, *, by: Actor, at: datetime
) -> None:
    """Set checks and costs; nothing where both are as everywhere."""
    weights = {
        name: None if name == "farthest_km" and value is False else value
        for name, value in costs.model_dump().items()
    }
    if costs == Costs():
        weights = {}
    if checks or weights:
        said = in_languages({f"{TOLD}{one.key}": one.title for one in checks}, ecosystem.languages)
        titles = [(one.key, said[f"{TOLD}{one.key}"]) for one in checks]
        set_terms(ecosystem, titles, weights, told=said["told"], by=by, at=at)
