"""What people have by roles that end unaided: a job ends it once the last day is over."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from hedgerow.commons.ecosystems.clock import day_in, last_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation import journal
from hedgerow.foundation.permissions import Actor

from ..gone import unended
from ..models import Assignment, GroupPlace
from .left_places import OVER, Left, Over, close_left, counted, subjects_of

DAY = timedelta(days=1)


def close_left_overdue(at: datetime) -> int:
    """End what people still have by roles that ended on a day gone by; return how much.

    A role that is given with its last day, or ended on a day to come, ends unaided. Of who is a learner
    at another organisation everything stays: a set may say that a place there is still theirs.
    """
    by, count = Actor.the_steward(via="job"), 0
    over = _unaided(last_day_anywhere(at))
    open_ = Ecosystem.objects.filter(closed_on=None)
    for ecosystem in open_.filter(pk__in=over.order_by().values("ecosystem")):
        yesterday = day_in(ecosystem, at) - DAY
        with transaction.atomic():
            rows = over.filter(ecosystem=ecosystem, ends__lte=yesterday).values_list(*OVER)
            over_here = [Over(*row) for row in rows]
            left = close_left(ecosystem, over_here, yesterday, by, at, by_site=False)
            _tell(ecosystem, left, by, at)
        count += len(left.places) + sum(len(one.uuids) for one in left.more)
    return count


def _unaided(day: date) -> QuerySet[Assignment]:
    """Roles over before the day and held no more, beside which something that began by then goes on."""
    again = Assignment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=day),
        Q(organisation=OuterRef("organisation")) | Q(organisation__isnull=True),
        ecosystem=OuterRef("ecosystem"), person=OuterRef("person"), role=OuterRef("role"),
    )  # fmt: skip
    places = GroupPlace.objects.filter(
        group__ecosystem=OuterRef("ecosystem"), person=OuterRef("person"),
        leads=False, ends__isnull=True, starts__lte=OuterRef("ends"),
    )  # fmt: skip
    return Assignment.objects.filter(Q(Exists(places)) | unended(), ends__lt=day).exclude(
        Exists(again)
    )


def _tell(ecosystem: Ecosystem, left: Left, by: Actor, at: datetime) -> None:
    """One fact for all of an ecosystem; none where nothing ended."""
    groups = {place.group.uuid for place in left.places}
    if not groups and not left.more:
        return
    journal.record(
        "membership.places_ended",
        by=by,
        at=at,
        ecosystem=ecosystem.pk,
        subjects=[("membership.group", uuid) for uuid in sorted(groups)],
        many=subjects_of(left),
        payload={"new": 0, "changed": len(left.places)} | counted(left),
    )
