"""Who answers for a learner, in whatever ecosystem: nobody vouches for the own child at a host."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from hedgerow.commons.ecosystems.clock import perhaps_running
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor

from .looking_after import ties_of
from .models import Placement


def children_of(actor: Actor) -> frozenset[int]:
    """Ids of those for whom the actor answers anywhere, whether or not they see them. One query."""
    if actor.person_id is None:
        return frozenset()
    return frozenset(ties_of(actor).values_list("learner", flat=True))


def is_own_child(actor: Actor, row: Placement) -> bool:
    """Whether the learner is one for whom the actor answers. One query."""
    return row.learner_id in children_of(actor)


def families_among(learners: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """By learner (id), of these: who answers for them anywhere. One query."""
    found: dict[int, frozenset[int]] = {}
    ties = Guardian.objects.filter(perhaps_running(timezone.now()), learner__in={*learners})
    for learner, guardian in ties.values_list("learner", "guardian"):
        found[learner] = found.get(learner, frozenset()) | {guardian}
    return found
