"""What a blueprint says of scales, and how they are planted."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.told_planting import Named, in_languages
from hedgerow.foundation.blueprints import Invented, Key
from hedgerow.foundation.permissions import Actor

from .actions import save_scale
from .models import Scale as ScaleRow


class Scale(Invented):
    """Levels from lowest to highest."""

    key: Key
    title: Named
    levels: Annotated[tuple[Named, ...], Field(min_length=2)]


def plant_scale(ecosystem: Ecosystem, one: Scale, by: Actor, at: datetime) -> ScaleRow:
    """Save the scale, its levels as steps from 1 on."""
    labels = {f"step.{value}": label for value, label in enumerate(one.levels, 1)}
    said = in_languages({"name": one.title, **labels}, ecosystem.languages)
    steps = [(value, said[name]) for value, name in enumerate(labels, 1)]
    return save_scale(
        ecosystem, one.key, said["name"], steps, by=by, at=at, told=said["told"],
        simulated=one.simulated,
    )  # fmt: skip
