"""Places that apps above give, such as rounds of choice: which they hold, and how one is given back.

Such an app calls ``register`` once, in ``ready``.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, Q

from hedgerow.foundation.permissions import Actor

from .models import Opportunity


@dataclass(frozen=True, slots=True)
class Giver:
    """What holds the places of an opportunity until it has given them; ``until`` it has all to give."""

    title: str
    path: str
    until: date | None = None


Pair = tuple[int, int]
"""An activity and a person, by their keys."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What such an app says: what holds the places; to whom it has given some that they have not taken
    up yet; to whom any, each with the title of what gave it; where a place is given back; and the first of
    these as a condition on rows of opportunities."""

    holds: Callable[[Actor, Opportunity], Giver | None]
    promised: Callable[[Opportunity], set[int]]
    given: Callable[[Opportunity], dict[int, str]]
    returns: Callable[[Actor, Collection[Pair], datetime], dict[Pair, str]]
    holding: Callable[[], Exists]


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def holder(actor: Actor, row: Opportunity) -> Giver | None:
    """What gives the places of the opportunity now; None where one signs up for them."""
    return next((found for one in _providers if (found := one.holds(actor, row))), None)


def is_held(row: Opportunity) -> Giver | None:
    """The same, whether or not somebody may see what it is."""
    return holder(Actor.the_steward(), row)


def held() -> Q:
    """Of which opportunities something gives the places now, so that nobody signs up."""
    asked = [Q(one.holding()) for one in _providers]
    return reduce(or_, asked) if asked else Q(pk__isnull=True)


def promised(row: Opportunity) -> set[int]:
    """Who has been given a place that they have not taken up yet, by their keys."""
    return {person for one in _providers for person in one.promised(row)}


def given(row: Opportunity) -> dict[int, str]:
    """To whom places were given, by their keys, with the title of what gave them."""
    return {person: title for one in _providers for person, title in one.given(row).items()}


def ways_back(actor: Actor, places: Collection[Pair], at: datetime) -> dict[Pair, str]:
    """Where these places can be given back that nobody signed up for."""
    found: dict[Pair, str] = {}
    for one in _providers:
        found |= one.returns(actor, places, at) if places else {}
    return found
