"""Places that apps above give, such as rounds of choice: which they hold, and how one is given back.

Such an app calls ``register`` once, in ``ready``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from hedgerow.foundation.permissions import Actor

from .models import Opportunity


@dataclass(frozen=True, slots=True)
class Giver:
    """What holds the places of an opportunity until it has given them."""

    title: str
    path: str


Pair = tuple[int, int]
"""An activity and a person, by their keys."""
Holds = Callable[[Actor, Opportunity], Giver | None]
Returns = Callable[[Actor, Collection[Pair], datetime], dict[Pair, str]]
_givers: list[tuple[Holds, Returns]] = []


def register(holds: Holds, returns: Returns) -> None:
    """``holds`` says what holds the places; ``returns`` at which address a place is given back."""
    if (holds, returns) not in _givers:
        _givers.append((holds, returns))


def holder(actor: Actor, row: Opportunity) -> Giver | None:
    """What gives the places of the opportunity now; None where one signs up for them."""
    return next((found for holds, _returns in _givers if (found := holds(actor, row))), None)


def ways_back(actor: Actor, places: Collection[Pair], at: datetime) -> dict[Pair, str]:
    """Where these places can be given back that nobody signed up for."""
    found: dict[Pair, str] = {}
    for _holds, returns in _givers:
        found |= returns(actor, places, at) if places else {}
    return found
