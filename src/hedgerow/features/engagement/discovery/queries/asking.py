"""A search as somebody asked it: the place it is near to, what was found, and what might help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.discovery.rules import Asked, Near
from hedgerow.features.engagement.opportunities.searchable import KIND
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.search import matching

from .finding import PAGE, find, matches
from .finds import COUNTED, Find, Finds
from .orders import order_of
from .places import Spotted, place_named

NOTHING = Finds((), 0)
Text = str | Promise
ORDERS: Final[Mapping[str, Text]] = {
    "fitting": _("First what is offered in your language, the soonest first."),
    "own": _(
        "First what your own ecosystems offer, of that what is in your language, the soonest first."
    ),
    "soonest": _("The soonest first; of one day, first what is offered in your language."),
    "nearest": _(
        "The nearest first; of those equally near, first what is offered in your language."
    ),
    "best": _(
        "What fits your words best first; of equals, first what is offered in your language."
    ),
}

ALIKE: Final[Mapping[str, Text]] = {
    "fitting": _("The soonest first."),
    "own": _("First what your own ecosystems offer, the soonest first."),
    "soonest": _("The soonest first."),
    "nearest": _("The nearest first."),
    "best": _("What fits your words best first."),
}
"""The same where only one language was asked for."""


@dataclass(frozen=True, slots=True)
class Without:
    """A condition, and how many would be found without it (0: nobody counted)."""

    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Search:
    """``near`` is None where no place was asked for, or none is known by that name."""

    asked: Asked
    near: Near | None
    place: Spotted | None
    finds: Finds
    helps: Sequence[Without] = ()
    own: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether a place was named that nobody knows."""
        return bool(self.asked.near) and self.near is None

    @property
    def ordered(self) -> Text:
        """In which order they stand, as a sentence."""
        order = order_of(self.asked, self.near)
        orders = ALIKE if self.asked.language else ORDERS
        return orders["own" if self.own and order == "fitting" else order]

    @property
    def items(self) -> Sequence[Find]:
        return self.finds.items


def near_of(
    actor: Actor, asked: Asked, ecosystem: Ecosystem | None
) -> tuple[Spotted | None, Near | None]:
    """The place that the search names, and the circle around it."""
    place = place_named(actor, asked.near, ecosystem) if asked.near else None
    if place is None:
        return None, None
    return place, Near(place.latitude, place.longitude, asked.km)


def searched(
    actor: Actor, asked: Asked, ecosystem: Ecosystem | None, now: datetime,
    *, after: str = "", limit: int = PAGE,
) -> Search:  # fmt: skip
    """Do the search. A place that nobody knows finds nothing, rather than everything.

    Where nothing is found, it is said which condition to leave out. Raises ValueError for a
    cursor of another order.
    """
    place, near = near_of(actor, asked, ecosystem)
    if asked.near and near is None:
        return Search(asked, None, None, NOTHING)
    finds = find(actor, asked, near, ecosystem, now, after=after, limit=limit)
    helps = () if finds.items or after else _helps(actor, asked, near, ecosystem, now)
    return Search(asked, near, place, finds, helps, ecosystem is None and bool(actor.grants))


def _helps(
    actor: Actor, asked: Asked, near: Near | None, ecosystem: Ecosystem | None, now: datetime
) -> Sequence[Without]:
    """Which single condition to leave out, the one that gives most first."""
    found = []
    for name in asked.conditions:
        wider = asked.without(name)
        around = None if name == "near" else near
        rows = matches(actor, wider, around, ecosystem, now).filter(matching(KIND, wider.words))
        total = rows.order_by().values("pk")[: COUNTED + 1].count()
        if total:
            found.append(Without(name, min(total, COUNTED)))
    return sorted(found, key=lambda one: -one.total)
