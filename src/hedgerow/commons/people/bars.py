"""From whom an actor is kept by a court: whoever that is does nothing about that learner."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hedgerow.foundation.permissions import Actor

from .errors import OutOfReach
from .models import Guardian
from .sight import bars_of

if TYPE_CHECKING:
    import polars as pl

ABOUT = "people.person"


def kept_from(actor: Actor) -> frozenset[int]:
    """Ids of the learners from whom the actor is barred, in whatever ecosystem. A query at most."""
    if actor.steward or actor.person_id is None:
        return frozenset()
    return frozenset(bars_of(actor.person_id).values_list("learner", flat=True))


def barred_among(learner: int, people: Collection[int]) -> frozenset[int]:
    """Those of these (ids) who are barred from a learner. A query at most."""
    if not people:
        return frozenset()
    ties = Guardian.objects.filter(barred=True, learner=learner, guardian__in=people)
    return frozenset(ties.values_list("guardian", flat=True))


def bars_among(learners: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """By learner (id), of these: who is barred from them. One query."""
    found: dict[int, frozenset[int]] = {}
    ties = Guardian.objects.filter(barred=True, learner__in={*learners})
    for learner, guardian in ties.values_list("learner", "guardian"):
        found[learner] = found.get(learner, frozenset()) | {guardian}
    return found


def require_not_barred(actor: Actor, people: Iterable[int]) -> None:
    """Raise OutOfReach where the actor is barred from one of these (ids). A query at most."""
    wanted = {*people}
    if wanted and wanted & kept_from(actor):
        raise OutOfReach


def require_column_not_barred(actor: Actor, *columns: "pl.Series") -> None:
    """The same of columns of ids, of which there may be a million."""
    barred = list(kept_from(actor))
    if barred and any(column.is_in(barred).any() for column in columns):
        raise OutOfReach


def without_barred(actor: Actor, people: Collection[int]) -> frozenset[int]:
    """Those of these (ids) from whom the actor is not barred. A query at most."""
    return frozenset(people) - kept_from(actor) if people else frozenset()


def guard_facts(actor: Actor, about: Mapping[str, Sequence[str]]) -> None:
    """Raise OutOfReach for an act about a learner from whom the actor is barred.

    So no act is forgotten whose fact names the learner. Sets whose facts name none ask themselves.
    """
    if actor.steward or actor.person_id is None:
        return
    named = about.get(ABOUT)
    if not named:
        return
    barred = bars_of(actor.person_id).values_list("learner__uuid", flat=True)
    if not {*map(str, barred)}.isdisjoint(named):
        raise OutOfReach
