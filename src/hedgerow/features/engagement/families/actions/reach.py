"""Whom somebody may turn to: learners by role, by group and by activity; guardians by their ties."""

from datetime import datetime

from django.db.models import Q, QuerySet

from hedgerow.commons.activities.leading import led_by
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions.standing import is_guardian
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.sight import not_barred
from hedgerow.commons.records.models import learners_open_to
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

from ..models import Contact
from ..permissions import LOG_CONTACT, VIEW_CONTACTS, VIEW_FAMILIES


def seen(ecosystem: Ecosystem, by: Actor) -> None:
    """Raise NotFound where the ecosystem is not the actor's to see."""
    if not Ecosystem.objects.visible_to(by).filter(pk=ecosystem.pk).exists():
        raise NotFound


def learners_in_reach(by: Actor, permission: str, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners of the whole, a site or a led group by ``permission``, and of activities one leads."""
    opened = learners_open_to(by, permission, ecosystem.pk)
    if by.person_id is not None and by.may(VIEW_FAMILIES, ecosystem.pk):
        led = Activity.objects.filter(led_by(by), ecosystem=ecosystem)
        places = Enrolment.objects.filter(activity__in=led.values("pk"), ends=None)
        opened |= Q(pk__in=places.values("person"))
    learners = Assignment.objects.filter(ecosystem=ecosystem, role="learner")
    return Person.objects.filter(
        opened, not_barred(by, "pk"), erased_at=None, pk__in=learners.values("person")
    )


def learners_to_read(by: Actor, ecosystem: Ecosystem) -> QuerySet[Person]:
    """Learners whose contacts one may open: those in reach, and those of whom one may read any.

    Also where the ecosystem is closed, and also once a learner went to somebody else.
    """
    found = Q(pk__in=Contact.objects.visible_to(by).filter(ecosystem=ecosystem).values("learner"))
    for permission in (LOG_CONTACT, VIEW_CONTACTS):
        found |= Q(pk__in=learners_in_reach(by, permission, ecosystem).values("pk"))
    return Person.objects.filter(found, erased_at=None)


def speaks_for(ecosystem: Ecosystem, learner: Person, by: Actor, at: datetime) -> None:
    """Raise NotFound unless it is oneself, or one's ward here."""
    if by.person_id is None or learner.erased_at is not None:
        raise NotFound
    if by.person_id != learner.pk and not is_guardian(by, ecosystem, learner, at):
        raise NotFound
