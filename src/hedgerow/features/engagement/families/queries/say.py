"""Who sees a learner, as the learner decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.commons.membership.actions.standing import standing_of
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import SightDecision


@dataclass(frozen=True, slots=True)
class Watching:
    """One guardian in one ecosystem: whether they see the learner, and who decided that."""

    uuid: UUID
    name: str
    relation: str
    ecosystem: str
    sees: bool
    by_me: bool
    barred: bool
    may_decide: bool
    age: int


def watching(actor: Actor, at: datetime) -> Sequence[Watching]:
    """The guardians of who asks; raises NotFound for who is nobody's ward and has none."""
    me = Person.objects.filter(pk=actor.person_id or 0, erased_at=None).first()
    if me is None:
        raise NotFound
    rows = Guardian.objects.filter(learner=me, ends=None).select_related("guardian", "ecosystem")
    ties = list(rows.order_by("ecosystem__name", "guardian__sort_name", "pk"))
    decided = dict(SightDecision.objects.filter(tie__in=ties).values_list("tie_id", "by_id"))
    places = {tie.ecosystem_id: tie.ecosystem for tie in ties}
    standing = {pk: standing_of(place, [me], at)[me.pk] for pk, place in places.items()}
    return [
        Watching(
            tie.uuid, tie.guardian.name, tie.relation, tie.ecosystem.said("name"),
            not (tie.barred or tie.narrowed), decided.get(tie.pk) == me.pk, tie.barred,
            standing[tie.ecosystem_id].of_age, standing[tie.ecosystem_id].age,
        )
        for tie in ties
    ]  # fmt: skip
