"""At what time an activity takes place, as apps above know it, such as by what is offered.

Such an app calls ``register`` once, in ``ready``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Times:
    """When it begins, by the ecosystem's clocks, and for how long; None where nobody said."""

    begins: time | None
    minutes: int | None


Provider = Callable[[int], Times | None]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def times_of(activity: int) -> Times | None:
    """What is known of the activity, by its key; the first who knows says so."""
    said = (provider(activity) for provider in _providers)
    return next((found for found in said if found is not None), None)
