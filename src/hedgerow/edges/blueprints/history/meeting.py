"""When activities meet: sessions that were, one to be marked now, and those to come."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import cancel_sessions, plan_sessions
from hedgerow.commons.activities.models import Activity, Session
from hedgerow.commons.ecosystems.clock import day_in, zone_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from .days import SATURDAY, by_month, morning, weekday_from
from .holding import by_holder, entered
from .offer import Place, activities, announced, places_of, some_sites, stretch_of
from .stretches import CANCELLED, Stretch, sessions_each, stretches

AFTERNOON, LONGEST, SHORTEST = time(15, 30), 240, 30
FIRST_HOUR, LAST_HOUR = time(8), time(17)
"""Between these something begins, whatever the hour at which it is planted."""
DAY = timedelta(days=1)


def steps(plot: Plot) -> Iterator[Step]:
    for sites in some_sites(plot):
        yield Step("sessions", partial(_sessions, sites=sites))


def _sessions(plot: Plot, sites: Sequence[int]) -> None:
    found = activities(plot, sites)
    for place, some in by_holder(plot, places_of(plot, sites)):
        here, closed = {at: found[at] for at in some}, closed_in(place)
        for now in entered(plot, place):
            rows = [
                row
                for at in some
                if stretch_of(plot, at) in now
                for row in _planned(
                    plot, place, stretches(plot)[stretch_of(plot, at)], here[at], closed
                )
            ]
            if rows:
                plan_sessions(place, rows, by=SIMULATION, at=announced(plot, now))
        _cancel(plot, place, here)


def _planned(
    plot: Plot, place: Ecosystem, stretch: Stretch, activity: Activity, closed: Set[date]
) -> Iterator[dict[str, object]]:
    """The sessions of an activity, each by the clocks of where it is held, none in the holidays."""
    zone, minutes = zone_of(place), minutes_of(plot, activity)
    starts = [_at(day, zone) for day in sorted({_open(day, closed) for day in stretch.days})]
    if stretch.running:
        starts.append(_soon(plot, zone))
        starts += [_at(day, zone) for day in ahead(plot) if day not in closed]
    for one in starts:
        yield {"activity_id": activity.pk, "starts_at": one, "minutes": minutes}


def minutes_of(plot: Plot, activity: Activity) -> int:
    """So long that whoever comes often enough reaches the minimum."""
    if not activity.minimum_minutes:
        return 60
    wanted = activity.minimum_minutes * 1.3 / sessions_each(plot)
    return min(max(round(wanted / 5) * 5, SHORTEST), LONGEST)


def closed_in(place: Ecosystem) -> set[date]:
    """The days on which nothing is held there."""
    rows = place.holidays.values_list("starts", "ends")
    return {starts + DAY * n for starts, ends in rows for n in range((ends - starts).days + 1)}


def _open(day: date, closed: Set[date]) -> date:
    """That day, or the last weekday before that is none of these."""
    while day in closed or day.weekday() >= SATURDAY:
        day -= DAY
    return day


def ahead(plot: Plot) -> list[date]:
    """Days of the sessions to come, none at a weekend."""
    return sorted({weekday_from(plot.today + timedelta(days=n)) for n in (1, 3, 7)})


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, AFTERNOON, zone)


def _soon(plot: Plot, zone: ZoneInfo) -> datetime:
    """Today's session, begun a little before now so that it waits to be marked.

    At night it began by day all the same, and before the morning it is still to come.
    """
    now = plot.at.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    first, last = (datetime.combine(now.date(), one, zone) for one in (FIRST_HOUR, LAST_HOUR))
    return min(max(first, now - timedelta(hours=1)), last)


def _cancel(plot: Plot, place: Ecosystem, found: Mapping[Place, Activity]) -> None:
    chance = Random(f"{plot.history.seed}:cancelled:{min(found)}")
    past = Session.objects.filter(
        activity__in=[row.pk for row in found.values()], day__lt=day_in(place, plot.at)
    ).order_by("activity__code", "starts_at")
    for month in by_month(session for session in past if chance.random() < CANCELLED):
        rows = [
            {"session_id": session.pk, "reason": _("simulated: nobody could lead it")}
            for session in month
        ]
        first = min(session.day for session in month)
        cancel_sessions(place, rows, by=SIMULATION, at=morning(plot, first, zone_of(place)))
