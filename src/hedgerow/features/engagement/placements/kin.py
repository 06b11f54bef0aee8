"""Who answers for a learner, in whatever ecosystem: nobody vouches for the own child at a host."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import first_day_anywhere
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor

from .models import Placement


def children_of(actor: Actor) -> frozenset[int]:
    """Ids of those for whom the actor answers anywhere, whether or not they see them. One query."""
    if actor.person_id is None:
        return frozenset()
    ties = Guardian.objects.filter(_lasting(), guardian=actor.person_id)
    return frozenset(ties.values_list("learner", flat=True))


def is_own_child(actor: Actor, row: Placement) -> bool:
    """Whether the learner is one for whom the actor answers. One query."""
    return row.learner_id in children_of(actor)


def families_among(learners: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """By learner (id), of these: who answers for them anywhere. One query."""
    found: dict[int, frozenset[int]] = {}
    ties = Guardian.objects.filter(_lasting(), learner__in={*learners})
    for learner, guardian in ties.values_list("learner", "guardian"):
        found[learner] = found.get(learner, frozenset()) | {guardian}
    return found


def _lasting() -> Q:
    return Q(ends=None) | Q(ends__gte=first_day_anywhere(timezone.now()))
