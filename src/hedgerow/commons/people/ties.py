"""Reads once to which learners somebody is tied."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.ties import Tie, Ties

from .models import Guardian


def with_ties(actor: Actor) -> Actor:
    """The same actor, by whose ties queries then ask without reading them. At most one query.

    For reading a page: what is read would not follow an act that changes a tie.
    """
    if actor.ties is not None or actor.person_id is None:
        return actor
    rows: Iterable[tuple[Any, ...]] = Guardian.objects.filter(guardian=actor.person_id).values_list(
        "barred", "narrowed", "ecosystem_id", "learner_id", "starts", "ends",
        "ecosystem__time_zone",
    )  # fmt: skip
    told = [(is_barred, narrowed, Tie(*tie)) for is_barred, narrowed, *tie in rows]
    # as ``seeing`` has it: barred in one ecosystem, one sees nothing of the learner in any
    barred = frozenset(tie.learner for is_barred, _narrowed, tie in told if is_barred)
    seeing = (tie for _barred, narrowed, tie in told if not narrowed and tie.learner not in barred)
    return replace(actor, ties=Ties(tuple(seeing), barred))


def wards_of(actor: Actor) -> frozenset[tuple[int, int]]:
    """Ecosystem and learner of those for whom the actor answers, and sees. At most one query."""
    known = with_ties(actor).ties
    return known.wards if known is not None else frozenset()


def oneself_and_wards(actor: Actor) -> list[int]:
    """Ids of oneself and of whom one answers for, wherever. At most one query."""
    return sorted({actor.person_id or 0, *(learner for _place, learner in wards_of(actor))})
