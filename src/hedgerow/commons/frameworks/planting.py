"""What a blueprint says of frameworks and scales, and how they are planted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, model_validator

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.blueprints import UNTITLED, Invented, Key, Section, Words, once
from hedgerow.foundation.permissions import Actor

from .actions import save_framework, save_scale
from .rules import faults


class Item(Section):
    """``parent`` is the code of an item further up."""

    code: Words
    title: Words = UNTITLED
    parent: str = ""
    description: str = ""


class Framework(Section):
    key: Key
    title: Words
    source: str = ""
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        once("item codes", (item.code for item in self.items))
        return self

    @model_validator(mode="after")
    def _parents_stand_above(self) -> Self:
        wrong = faults([(item.code, item.parent) for item in self.items])
        if wrong:
            raise ValueError(f"items below others named before them; not {', '.join(wrong)}")
        return self


class Scale(Invented):
    """Levels from lowest to highest."""

    key: Key
    title: Words
    levels: Annotated[tuple[Words, ...], Field(min_length=2)]


def plant_frameworks(
    ecosystem: Ecosystem,
    frameworks: Sequence[Framework],
    scales: Sequence[Scale],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Save scales and frameworks; a title that is not recorded stays empty."""
    for scale in scales:
        steps = [(value, label) for value, label in enumerate(scale.levels, 1)]
        save_scale(ecosystem, scale.key, scale.title, steps, by=by, at=at)
    for one in frameworks:
        items = [
            {**item.model_dump(), "title": "" if item.title == UNTITLED else item.title}
            for item in one.items
        ]
        save_framework(
            ecosystem, one.key, one.title, items, by=by, at=at, kind=one.key, source=one.source
        )
