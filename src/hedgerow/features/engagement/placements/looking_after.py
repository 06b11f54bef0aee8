"""Whose looking after a learner still opens the placement: ``supervisors.fit`` asked of an actor's rows."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import last_day_anywhere, perhaps_running
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian
from hedgerow.foundation.permissions import Actor

STAFF: Final = ("leader", "educator", "tutor", "safeguarding_lead", "safeguarding_deputy")
"""Roles at the learner's school in which somebody may go along."""
NEVER: Final = ("learner", "guardian")
"""Roles in which nobody acts for a host."""


def looked_after_by(actor: Actor) -> Q:
    """Placements in which the actor is set to look after the learner, and may today."""
    return Q(supervisor=actor.person_id or 0) & may_look_after(actor.person_id)


def may_look_after(person: int | OuterRef | None) -> Q:
    """Placements where a person has a role at the host or among the staff of the school.

    Nowhere where they learn, nor of somebody for whom they answer.
    """
    now = timezone.now()
    roles = Assignment.objects.filter(
        perhaps_running(now), starts__lte=last_day_anywhere(now), person=person,
        ecosystem=OuterRef("ecosystem"),
    )  # fmt: skip
    there = roles.filter(organisation=OuterRef("host")).exclude(role__in=NEVER)
    staff = roles.filter(organisation=OuterRef("site"), role__in=STAFF)
    near = Q(Exists(there)) | Q(Exists(staff))
    family = _lasting().filter(guardian=person, learner=OuterRef("learner"))
    return near & ~Q(Exists(roles.filter(role="learner"))) & ~Q(Exists(family))


def of_family(actor: Actor) -> Q:
    """Placements of those for whom the actor answers, in whatever ecosystem."""
    return Q(learner__in=ties_of(actor).values("learner"))


def ties_of(actor: Actor) -> QuerySet[Guardian]:
    """Ties that last, whether or not the actor sees the learner by them."""
    return _lasting().filter(guardian=actor.person_id)


def _lasting() -> QuerySet[Guardian]:
    return Guardian.objects.filter(perhaps_running(timezone.now()))
