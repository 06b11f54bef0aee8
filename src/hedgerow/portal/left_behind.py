"""Whom somebody would leave alone by being erased: ecosystems without a convener, children without a guardian."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hedgerow.commons.ecosystems.clock import local_day
from hedgerow.commons.membership.actions.checks import keep_a_convener
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.permissions import Actor


@transaction.atomic
def keep_conveners(person: Person) -> None:
    """Raise LastConvener where an ecosystem would be left without anybody who convenes it."""
    open_ = Assignment.objects.filter(person=person, ends__isnull=True).select_related("ecosystem")
    held = list(open_.order_by("ecosystem", "pk"))
    for ecosystem in {one.ecosystem for one in held}:
        keep_a_convener(ecosystem, [one for one in held if one.ecosystem_id == ecosystem.pk])


def left_alone(person: Person, by: Actor) -> tuple[str, ...]:
    """A sentence that names the learners for whom nobody else answers; empty where there are none.

    Learners whom ``by`` does not see are not named.
    """
    seen = _wards(person).filter(learner__in=Person.objects.visible_to(by))
    names = list(seen.values_list("learner__name", flat=True))
    if not names:
        return ()
    said = _(
        "After that nobody here answers for: %(names)s. Where a guardian’s yes is needed, it waits."
    )
    return (said % {"names": _(", ").join(dict.fromkeys(names))},)


def _wards(person: Person) -> QuerySet[Guardian]:
    """Ties of the person that go on, to learners who have no other guardian there."""
    goes_on = Q(ends__isnull=True) | Q(ends__gte=local_day(timezone.now(), "UTC"))
    running = Guardian.objects.unbarred().filter(goes_on)
    others = running.filter(
        learner=OuterRef("learner"), ecosystem=OuterRef("ecosystem"), guardian__erased_at=None
    ).exclude(guardian=person)
    own = running.filter(guardian=person, learner__erased_at=None)
    return own.filter(~Exists(others)).order_by("learner__sort_name", "pk")
