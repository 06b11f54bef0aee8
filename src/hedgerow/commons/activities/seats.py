"""Seats of activities that apps above hold, such as for a round of choice: enrolling leaves them,
and such an app hears who leaves an activity, and who is there again.

Such an app calls ``register`` and ``watch`` once, in ``ready``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from hedgerow.foundation.permissions import Actor

PART: Final = 500
Seats = Literal["promised", "held"]


@dataclass(frozen=True, slots=True)
class Hold:
    """What ``title`` holds of an activity's seats.

    ``left`` are free; ``kept_for`` are given one that they have not taken up, ``seated`` have one that
    is counted already. Until the day ``until`` it has all the others to give; None: no more.
    """

    title: str
    left: int
    kept_for: frozenset[int]
    seated: frozenset[int]
    until: date | None

    @property
    def promised(self) -> int:
        return len(self.kept_for)

    @property
    def held(self) -> int:
        """Free seats that it has to give."""
        return max(0, self.left - self.promised) if self.until else 0

    def lacking(self, people: Collection[int]) -> Seats | None:
        """Why these people cannot have seats besides; who has one, or is given one, can."""
        others = set(people) - self.kept_for - self.seated
        if not others:
            return None
        if self.promised and len(others) > self.left - self.promised:
            return "promised"
        return "held" if self.until else None


Provider = Callable[[Collection[int]], Mapping[int, Hold]]
_providers: list[Provider] = []
Heard = Callable[[Collection[tuple[int, int]], Actor, datetime], None]
"""Of places, by activity and person, within the act that changed them."""
_left: list[Heard] = []
_back: list[Heard] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def holds(activities: Collection[int]) -> dict[int, Hold]:
    """What is held of these activities, by their keys; nothing of most."""
    found: dict[int, Hold] = {}
    wanted = sorted(activities)
    for start in range(0, len(wanted), PART):
        for one in _providers:
            found |= one(wanted[start : start + PART])
    return found


def watch(*, left: Heard, back: Heard) -> None:
    """Have somebody told of who is enrolled no more, and of who is enrolled anew or again."""
    if left not in _left:
        _left.append(left)
        _back.append(back)


def tell_left(places: Collection[tuple[int, int]], by: Actor, at: datetime) -> None:
    for one in _left if places else ():
        one(places, by, at)


def tell_back(places: Collection[tuple[int, int]], by: Actor, at: datetime) -> None:
    for one in _back if places else ():
        one(places, by, at)
