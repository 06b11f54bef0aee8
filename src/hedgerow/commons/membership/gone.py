"""Whose roles are over, and what apps above give people because of a role: it ends with the role.

Such an app calls ``register`` once, in ``ready``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

from .models import Assignment, GroupPlace
from .rules import stops_leading


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody some of whose roles in an ecosystem are over, ``last`` being the last day.

    ``ended`` and ``left`` are the organisations of the roles as learner that are over and that go on;
    None is the whole. Who ``stays`` has some role that goes on.
    """

    last: date
    stays: bool
    ended: frozenset[int | None]
    left: frozenset[int | None]

    def leaves(self, site: int | None) -> bool:
        """Whether what they have as learners of an organisation, None for none, is over with it."""
        if not self.stays:
            return True
        return bool(self.ended) and stops_leading(site, set(self.ended), set(self.left))


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended with roles: public ids of subjects of a kind, and what a fact calls their number."""

    kind: str
    counted: str
    uuids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Kept:
    """What an app keeps of people by their roles.

    ``rows`` are those of an ecosystem; ``unended`` those that go on though a role (``OuterRef`` to
    it) is over; ``end`` ends those of who is gone, within the act that ended the roles.
    """

    rows: Callable[[Ecosystem], QuerySet[Any]]
    unended: Callable[[], Q]
    end: Callable[[Ecosystem, Mapping[int, Gone], date, Actor, datetime], Ended]


_kept: list[Kept] = []


def register(kept: Kept) -> None:
    if kept not in _kept:
        _kept.append(kept)


def end_kept(
    ecosystem: Ecosystem, gone: Mapping[int, Gone], today: date, by: Actor, at: datetime
) -> list[Ended]:
    """End what apps above keep of these people, by their keys; what ended."""
    found = [one.end(ecosystem, gone, today, by, at) for one in _kept] if gone else []
    return [one for one in found if one.uuids]


def unended() -> Q:
    """Roles beside which something that an app above keeps goes on."""
    found = Q(pk__in=())
    for one in _kept:
        found |= one.unended()
    return found


def touched_by_ending(ecosystem: Ecosystem, roles: QuerySet[Assignment]) -> Iterable[QuerySet[Any]]:
    """The rows that may change where these roles end: what their people have in the ecosystem."""
    people = roles.order_by().values("person")
    yield GroupPlace.objects.filter(group__ecosystem=ecosystem, person__in=people)
    for one in _kept:
        yield one.rows(ecosystem).filter(person__in=people)


def left_by(ecosystem: int, day: date) -> Q:
    """Rows of a ``person`` who had roles in the ecosystem, the last of which is over by the day."""
    theirs = Assignment.objects.filter(ecosystem=ecosystem, person=OuterRef("person"))
    on = theirs.filter(Q(ends__isnull=True) | Q(ends__gte=day))
    return Q(Exists(theirs)) & ~Q(Exists(on))
