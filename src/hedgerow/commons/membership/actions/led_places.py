"""Places from which somebody led a group close with the role that let them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from hedgerow.commons.ecosystems.clock import day_in, last_day_anywhere
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from ..leading import leading_names, sites_led
from ..models import Assignment, GroupPlace
from ..rules import stops_leading
from .checks import within
from .groups import tell

BATCH = 500
DAY = timedelta(days=1)


def close_led(ecosystem: Ecosystem, ended: Iterable[Assignment], today: date) -> list[GroupPlace]:
    """Close the places led by roles that are over by today, each on the role's last day.

    Returns them. A place stays open where another role lets the person lead that group; what
    ends on a day to come closes on the day after it (``close_overdue``).
    """
    over = [row for row in ended if row.role in leading_names() and row.ends and row.ends <= today]
    if not over:
        return []
    people = {row.person_id for row in over}
    places = GroupPlace.objects.select_for_update(of=("self",)).filter(
        group__ecosystem=ecosystem, leads=True, ends__isnull=True
    )
    open_ = list(within(places.select_related("group"), "person_id", people))
    left = sites_led(ecosystem, {place.person_id for place in open_}, today + DAY)
    closing = []
    for place in open_:
        theirs = [row for row in over if row.person_id == place.person_id]
        by_it = [row for row in theirs if row.ends and row.ends >= place.starts]
        sites = {row.organisation_id for row in by_it}
        others = left.get(place.person_id, set())
        if stops_leading(place.group.organisation_id, sites, others):
            last = max(row.ends for row in theirs if row.ends)
            place.ends = max(last, place.starts)
            closing.append(place)
    GroupPlace.objects.bulk_update(closing, ["ends"], BATCH)
    return closing


def close_overdue(at: datetime) -> int:
    """Close what is still led by roles that ended on a day gone by; return how many places.

    A role that is given with its last day, or ended on a day to come, ends unaided.
    """
    over = Assignment.objects.filter(role__in=leading_names(), ends__lt=last_day_anywhere(at))
    led = GroupPlace.objects.filter(
        leads=True,
        ends__isnull=True,
        person__assignments__in=over,
        person__assignments__ecosystem=F("group__ecosystem"),
        person__assignments__ends__gte=F("starts"),
    )
    by, count = Actor.the_steward(via="job"), 0
    for ecosystem in Ecosystem.objects.filter(pk__in=led.values("group__ecosystem")):
        yesterday = day_in(ecosystem, at) - DAY
        with transaction.atomic():
            rows = over.filter(ecosystem=ecosystem, person__in=led.values("person"))
            closed = close_led(ecosystem, rows, yesterday)
            groups = {place.group.uuid for place in closed}
            outcome = Outcome(changed=len(closed))
            tell("membership.places_ended", groups, outcome, ecosystem, by, at)
        count += len(closed)
    return count
