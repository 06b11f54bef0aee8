"""Whom leading an activity opens it to, and who stands aside in it though a role would let them mark.

What makes an activity may know more than the activity does: a feature registers what it knows.
"""

from collections.abc import Callable

from django.db.models import Q

from hedgerow.foundation.permissions import Actor

Known = Callable[[Actor], Q]
"""Activities, for an actor who is a person."""

LAPSED: dict[str, Known] = {}
"""Those that the actor leads by name and may lead no more."""
ASIDE: dict[str, Known] = {}
"""Those in which the actor neither marks, changes nor confirms sessions, whatever their roles."""
APART: dict[str, Callable[[], Q]] = {}
"""Those in which something of their own says who is let near, as a placement's consent does."""


def register(
    key: str, *, lapsed: Known, aside: Known, apart: Callable[[], Q] | None = None
) -> None:
    """Say of activities who leads them no more, who stands aside, and which are a matter apart."""
    LAPSED[key], ASIDE[key] = lapsed, aside
    if apart is not None:
        APART[key] = apart


def stands_apart() -> Q:
    """Activities that go by terms of their own, whatever else was agreed with who delivers them."""
    found = Q(pk__in=())
    for one in APART.values():
        found |= one()
    return found


def led_by(actor: Actor) -> Q:
    """Activities that the actor leads."""
    if actor.person_id is None:
        return Q(pk__in=())
    return Q(leader=actor.person_id) & ~_any(LAPSED, actor)


def stands_aside(actor: Actor) -> Q:
    """Activities in whose sessions the actor has no say."""
    return Q(pk__in=()) if actor.person_id is None else _any(ASIDE, actor)


def _any(known: dict[str, Known], actor: Actor) -> Q:
    found = Q(pk__in=())
    for one in known.values():
        found |= one(actor)
    return found
