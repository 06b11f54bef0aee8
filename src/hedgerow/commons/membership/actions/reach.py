"""For whom an actor may issue a card: those within reach who may no more than the actor."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from hedgerow.commons.ecosystems.clock import is_over, perhaps_running
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.permissions import VIEW_ECOSYSTEM
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.closing import require_open
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.permissions import Actor

from ..models import Assignment, GroupPlace, led_by
from ..permissions import ISSUE_CARDS

SPAN = ("ends", "ecosystem__time_zone")


def require_card_for(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> None:
    """Raise NotFound for a person unseen or of elsewhere, NotPermitted for one out of reach, or Closed.

    A card signs in as its person: nobody gets one for somebody who may more than oneself.
    """
    require_open(by, ecosystem.pk)
    wanted = set(ids)
    here = Assignment.objects.filter(ecosystem=ecosystem)
    of_here = Q(kept_by=ecosystem) | Q(pk__in=here.values("person"))
    seen = Person.objects.visible_to(by).filter(of_here, pk__in=wanted, erased_at__isnull=True)
    if seen.count() < len(wanted):
        raise NotFound
    if not wanted <= reached(ecosystem, wanted, by):
        raise NotPermitted(permission=ISSUE_CARDS)


def reached(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> set[int]:
    """Those of ``ids`` for whom the actor may issue a card."""
    wanted = set(ids)
    if not by.may(ISSUE_CARDS, ecosystem.pk):
        wanted &= _learners_of(ecosystem, by)
    return wanted - _holding_more(ecosystem, wanted, by)


def _learners_of(ecosystem: Ecosystem, by: Actor) -> set[int]:
    """Learners of the sites one issues cards for, and of the groups one leads."""
    if not by.may(VIEW_ECOSYSTEM, ecosystem.pk):
        return set()
    learners = Assignment.objects.filter(ecosystem=ecosystem, role="learner", ends__isnull=True)
    at_site = learners.filter(organisation__in=by.sites_with(ISSUE_CARDS, ecosystem.pk))
    found = set(at_site.values_list("person_id", flat=True))
    led = led_by(by).filter(group__ecosystem=ecosystem)
    theirs = GroupPlace.objects.filter(
        group__in=led.values("group"), leads=False, ends__isnull=True
    )
    return found | set(theirs.values_list("person_id", flat=True))


def _holding_more(ecosystem: Ecosystem, ids: Collection[int], by: Actor) -> set[int]:
    """Persons with a role, held now or later, that the actor could not give.

    Being a learner is no more in this ecosystem, and where one issues cards for that learner too;
    answering for a child somewhere is.
    """
    if by.steward:
        return set()
    whole = by.may(ISSUE_CARDS, ecosystem.pk)
    now = timezone.now()
    running = perhaps_running(now)
    roles = Assignment.objects.filter(running, person__in=ids)
    ties = Guardian.objects.unbarred().filter(running, guardian__in=ids)
    wards = ties.values_list("guardian_id", "ecosystem_id", *SPAN)
    more = {
        person
        for person, where, ends, zone in wards
        if not is_over(ends, zone, now) and not by.may(ISSUE_CARDS, where)
    }
    held = roles.values_list("person_id", "role", "ecosystem_id", "organisation_id", *SPAN)
    for person, name, where, site, ends, zone in held:
        if is_over(ends, zone, now):
            continue
        if name == "learner":
            issues = by.may(ISSUE_CARDS, where) or by.may_at(ISSUE_CARDS, where, site)
            if where != ecosystem.pk and not issues:
                more.add(person)
            continue
        role = settings.HEDGEROW_ROLES.get(name)
        granted = role.grants | role.site_grants if role else frozenset()
        if not whole or not granted <= by.grants.get(where, frozenset()):
            more.add(person)
    return more
