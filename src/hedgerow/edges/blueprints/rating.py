"""Scales as a section of a blueprint."""

from typing import Any

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Scale

from .keys import Keys
from .tellings import telling

FEWEST_LEVELS = 2


def scales(row: Ecosystem) -> dict[int, dict[str, Any]]:
    """Each by its number, with the labels of its levels."""
    keys = Keys()
    return {
        one.pk: {
            "key": keys.new(one.key), "title": telling(one, "name", one.name or one.key, row),
            "levels": [
                telling(one, f"step.{value}", str(label or value), row) for value, label in one.steps
            ],
            "simulated": one.simulated,
        }
        for one in Scale.objects.filter(ecosystem=row).order_by("pk")
        if len(one.steps) >= FEWEST_LEVELS
    }  # fmt: skip
