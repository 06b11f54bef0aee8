"""Which persons and organisations an actor may see, as conditions of IN and EXISTS alone.

Membership lies above people, so its tables are named through the reverse relations that
``membership.models`` gives them (``memberships``, ``assignments``, ``group_places``).
"""

from django.db.models import Q

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor, site_scope

from .permissions import EDIT_PEOPLE, VIEW_LEARNERS, VIEW_LED_LEARNERS, VIEW_PEOPLE


def organisations_visible_to(actor: Actor) -> Q:
    """Organisations kept by, or members of, an ecosystem the actor may see."""
    if actor.steward:
        return Q()
    from .models import Organisation

    seen = Ecosystem.objects.visible_to(actor)
    members = Organisation.objects.filter(memberships__ecosystem__in=seen)
    return Q(kept_by__in=seen) | Q(pk__in=members.values("pk"))


def persons_visible_to(actor: Actor) -> Q:
    """Oneself, one's wards, and whom one's roles open: learners apart from everybody else.

    Who may edit an ecosystem's persons sees those it keeps, with or without a role. Whoever is
    barred from a learner does not see that learner by any other way.
    """
    if actor.steward:
        return Q()
    from .models import Guardian, Person

    nobody = Q(pk__in=())
    if actor.person_id is None:
        return nobody
    wards = Guardian.objects.filter(guardian=actor.person_id, barred=False, ends__isnull=True)
    seen = Q(pk=actor.person_id) | Q(pk__in=wards.values("learner"))
    learners = Person.objects.filter(
        assignments__role="learner",
        assignments__ecosystem__in=actor.ecosystems_with(VIEW_LEARNERS),
    )
    adults = Person.objects.filter(
        assignments__ecosystem__in=actor.ecosystems_with(VIEW_PEOPLE)
    ).exclude(assignments__role="learner")
    at_site = Person.objects.filter(
        site_scope(actor, VIEW_LEARNERS, "assignments__organisation", "assignments__ecosystem")
    )
    in_groups = Person.objects.filter(
        group_places__ends__isnull=True,
        group_places__group__ecosystem__in=actor.ecosystems_with(VIEW_LED_LEARNERS),
        group_places__group__places__person=actor.person_id,
        group_places__group__places__leads=True,
        group_places__group__places__ends__isnull=True,
    )
    seen |= Q(kept_by__in=actor.ecosystems_with(EDIT_PEOPLE))
    for found in (learners, adults, at_site, in_groups):
        seen |= Q(pk__in=found.values("pk"))
    barred = Guardian.objects.filter(guardian=actor.person_id, barred=True)
    return seen & Q(erased_at__isnull=True) & ~Q(pk__in=barred.values("learner"))
