"""Who may ask for a placement, and for whom."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.permissions import VIEW_ACTIVITIES
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation import subjects
from hedgerow.foundation.permissions import Actor

from .permissions import ARRANGE

TAKE_PART: Final = VIEW_ACTIVITIES
"""What every member holds: the board shows each what is theirs."""


def learners_for(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners for whom the actor may ask: oneself, one's wards, those of one's school."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    rows = Person.objects.filter(pk__in=roles.values("person"), erased_at__isnull=True)
    if not actor.may(ARRANGE, ecosystem.pk):
        ties = Guardian.objects.filter(
            ecosystem=ecosystem, guardian=actor.person_id, barred=False, ends__isnull=True
        )
        at_site = roles.filter(organisation__in=actor.sites_with(ARRANGE, ecosystem.pk))
        mine = Q(pk=actor.person_id) | Q(pk__in=ties.values("learner"))
        rows = rows.filter(mine | Q(pk__in=at_site.values("person")))
    return rows.order_by("sort_name", "pk")


def named_learners(actor: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners whom the actor may name: those one may ask for, and those one sees."""
    roles = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    seen = Q(pk__in=Person.objects.visible_to(actor).filter(pk__in=roles.values("person")))
    rows = Person.objects.filter(erased_at__isnull=True)
    return rows.filter(seen | Q(pk__in=learners_for(actor, ecosystem).order_by()))


def may_ask(actor: Actor, ecosystem: Ecosystem) -> bool:
    return actor.may(ARRANGE, ecosystem.pk) or learners_for(actor, ecosystem).exists()


def offer_named(actor: Actor, given: str) -> UUID | None:
    """The opportunity of that public id, if the actor may see it."""
    kind = "opportunities.opportunity"
    try:
        uuid = UUID(given)
    except ValueError:
        return None
    if kind not in subjects.KINDS or uuid not in subjects.resolve(actor, kind, [uuid]):
        return None
    return uuid
