"""What is offered: to each group an activity that ended, to every second one that still runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from math import ceil
from random import Random

from django.utils.translation import gettext as _

from hedgerow.commons.activities.actions import (
    cancel_sessions,
    enrol_many,
    plan_sessions,
    save_activities,
)
from hedgerow.commons.activities.models import Activity, Kind, Session
from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import leader_of
from .days import by_month, morning, weekday_from
from .naming import called

ACTIVITIES_A_STEP = 32
DROPPED, LEFT_OUT, CANCELLED = 0.06, 0.1, 0.03
LEAST_SESSIONS = 6
NEIGHBOURS = 5
ANNOUNCED = timedelta(days=14)
"""How long before it starts an activity is entered, with its minimum and its sessions."""

AFTERNOON, LONGEST, SHORTEST = time(15, 30), 240, 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of past sessions, and whether the activity still runs."""

    days: tuple[date, ...]
    running: bool

    @property
    def starts(self) -> date:
        return self.days[0] - timedelta(days=7)


def offered(plot: Plot) -> tuple[tuple[int, int], ...]:
    """Stretch and group of each activity of a site, in the order of their places."""
    groups = range(plot.sizes.groups)
    half = len(groups) // 2
    ended = [(0 if group < half else 1, group) for group in groups]
    return (*ended, *((2, group) for group in groups[::2]))


def sessions_each(plot: Plot) -> int:
    """How many sessions each activity has held, so that there are as many marks as told."""
    sizes = plot.sizes
    taking_part = sizes.learners * (1 - LEFT_OUT) / sizes.groups * len(offered(plot))
    wanted = ceil(sizes.marks / (taking_part * (1 - CANCELLED - DROPPED)))
    return max(wanted, LEAST_SESSIONS)


def stretches(plot: Plot) -> tuple[Stretch, Stretch, Stretch]:
    """Two that ended within the last twelve months, and one that runs, counted back from today."""
    count = sessions_each(plot)
    found = []
    for weeks_ago, every in ((27, 7), (9, 7)):
        last = plot.today - timedelta(weeks=weeks_ago)
        found.append(tuple(last - timedelta(days=every * n) for n in reversed(range(count))))
    lately = [plot.today - timedelta(days=3 + n * 7 // 2) for n in reversed(range(count))]
    return (
        Stretch(_weekdays(found[0]), False),
        Stretch(_weekdays(found[1]), False),
        Stretch(_weekdays(lately), True),
    )


def _weekdays(days: Iterable[date]) -> tuple[date, ...]:
    """The same days, those at a weekend moved to the Friday before."""
    return tuple(sorted({day - timedelta(days=max(day.weekday() - 4, 0)) for day in days}))


def steps(plot: Plot) -> Iterator[Step]:
    count, some = len(plot.sizes.sites), max(ACTIVITIES_A_STEP // len(offered(plot)), 1)
    parts = [range(start, min(start + some, count)) for start in range(0, count, some)]
    for title, act in (
        ("activities", _activities),
        ("sessions", _sessions),
        ("enrolments", _enrol),
    ):
        for sites in parts:
            yield Step(title, partial(act, sites=sites))


def _activities(plot: Plot, sites: range) -> None:
    known = codes.organisations(plot.ecosystem)
    leading = {
        (site, place): _leader(plot, site, place, group)
        for site in sites
        for place, (_stretch, group) in enumerate(offered(plot))
    }
    leaders = codes.people(plot.ecosystem, leading.values())
    kinds = _kinds(plot)
    items = list(Item.objects.filter(framework__ecosystem=plot.ecosystem).order_by("pk"))
    rows = []
    for site in sites:
        for place, (at, _group) in enumerate(offered(plot)):
            stretch, kind = stretches(plot)[at], kinds[(site + place) % len(kinds)]
            ends = plot.today + timedelta(weeks=6) if stretch.running else stretch.days[-1]
            rows.append(
                {
                    "code": codes.activity(site, place), "kind_id": kind.pk,
                    **called(plot, kind, site, site + place),
                    "site_id": known[codes.site(site)],
                    "leader_id": leaders[leading[site, place]],
                    "starts": stretch.starts, "ends": ends,
                    "minimum_minutes": kind.minimum_minutes,
                    "minimum_declared": stretch.starts - ANNOUNCED,
                    "delivered_by": [known[one] for one in _delivering(plot, site, place)],
                    "items": [items[(site + place) % len(items)].pk] if items else [],
                }
            )  # fmt: skip
    for stretch in stretches(plot):
        some = [row for row in rows if row["starts"] == stretch.starts]
        save_activities(plot.ecosystem, some, by=SIMULATION, at=_announced(plot, stretch))


def _kinds(plot: Plot) -> list[Kind]:
    """The kinds that learners take part in."""
    others = [one.key for one in plot.blueprint.activity_kinds if one.for_adults]
    rows = Kind.objects.filter(ecosystem=plot.ecosystem).exclude(key__in=others)
    return list(rows.order_by("key"))


def _leader(plot: Plot, site: int, place: int, group: int) -> str:
    """Code of who leads: the last place a tutor of the whole ecosystem, others the group's leader."""
    if place == len(offered(plot)) - 1 and plot.history.groups.led_by != "tutor":
        tutors = plot.sizes.people["tutor"]
        return codes.adult("tutor", site % tutors) if tutors else leader_of(plot, site, group)
    return leader_of(plot, site, group)


def _delivering(plot: Plot, site: int, place: int) -> list[str]:
    """Codes of who delivers: the site with its steady partner and the hub of its neighbours, or
    a partner who comes this once, with the site or alone.

    Five sites are neighbours and share a hub; the first of them works with the next five's.
    """
    count = plot.sizes.all_partners
    if not count:
        return [codes.site(site)]
    partners = list(range(count))
    Random(f"{plot.history.seed}:delivering").shuffle(partners)
    heads = range(0, len(plot.sizes.sites), NEIGHBOURS)
    head = heads[(site // NEIGHBOURS + (site % NEIGHBOURS == 0)) % len(heads)]
    steady, hub, once = (
        codes.partner(partners[number % count])
        for number in (2 * site, 2 * head, 2 * (site * len(offered(plot)) + place) + 1)
    )
    own = codes.site(site)
    together = ((own, steady, hub), (own, once), (once,))
    return sorted({*together[place % len(together)]})


def activities(plot: Plot, sites: range) -> dict[tuple[int, int], Activity]:
    """Activities by school and place."""
    places = range(len(offered(plot)))
    names = {codes.activity(site, place): (site, place) for site in sites for place in places}
    rows = Activity.objects.filter(ecosystem=plot.ecosystem, code__in=names)
    return {names[row.code]: row for row in rows.order_by("code")}


def _minutes(plot: Plot, activity: Activity) -> int:
    """So long that whoever comes often enough reaches the minimum."""
    if not activity.minimum_minutes:
        return 60
    wanted = activity.minimum_minutes * 1.3 / sessions_each(plot)
    return min(max(round(wanted / 5) * 5, SHORTEST), LONGEST)


def _sessions(plot: Plot, sites: range) -> None:
    found = activities(plot, sites)
    for number, stretch in enumerate(stretches(plot)):
        some = {place: row for place, row in found.items() if offered(plot)[place[1]][0] == number}
        _plan(plot, stretch, some.values())
    _cancel(plot, found)


def _plan(plot: Plot, stretch: Stretch, offers: Iterable[Activity]) -> None:
    rows = []
    for activity in offers:
        starts = [_at(plot, day) for day in stretch.days]
        if stretch.running:
            starts += [_soon(plot), *(_at(plot, day) for day in _ahead(plot))]
        minutes = _minutes(plot, activity)
        rows += [
            {"activity_id": activity.pk, "starts_at": one, "minutes": minutes} for one in starts
        ]
    plan_sessions(plot.ecosystem, rows, by=SIMULATION, at=_announced(plot, stretch))


def _announced(plot: Plot, stretch: Stretch) -> datetime:
    return morning(plot, stretch.starts - ANNOUNCED)


def _ahead(plot: Plot) -> list[date]:
    """Days of the sessions to come, none at a weekend."""
    return sorted({weekday_from(plot.today + timedelta(days=n)) for n in (1, 3, 7)})


def _at(plot: Plot, day: date) -> datetime:
    return datetime.combine(day, AFTERNOON, plot.zone)


def _soon(plot: Plot) -> datetime:
    """Today's session, begun a little before now so that it waits to be marked."""
    midnight = datetime.combine(plot.today, time(0, 5), plot.zone)
    now = plot.at.astimezone(plot.zone).replace(minute=0, second=0, microsecond=0)
    return max(midnight, now - timedelta(hours=1))


def _cancel(plot: Plot, found: dict[tuple[int, int], Activity]) -> None:
    chance = Random(f"{plot.history.seed}:cancelled:{min(found)}")
    past = Session.objects.filter(
        activity__in=[row.pk for row in found.values()], day__lt=plot.today
    ).order_by("activity__code", "starts_at")
    for month in by_month(session for session in past if chance.random() < CANCELLED):
        rows = [
            {"session_id": session.pk, "reason": _("simulated: nobody could lead it")}
            for session in month
        ]
        first = min(session.day for session in month)
        cancel_sessions(plot.ecosystem, rows, by=SIMULATION, at=morning(plot, first))


def taking_part(plot: Plot, site: int, place: int) -> list[str]:
    """Codes of the learners who take part: the group, but for some."""
    chance = Random(f"{plot.history.seed}:left-out:{site}:{place}")
    count, wanted = len(plot.sizes.sites), (site, offered(plot)[place][1])
    numbers = range(site, plot.sizes.learners, count)
    members = [one for one in numbers if codes.group_of(one, count, plot.sizes.groups) == wanted]
    return [codes.learner(one) for one in members if chance.random() >= LEFT_OUT]


def _enrol(plot: Plot, sites: range) -> None:
    found, schools = activities(plot, sites), codes.organisations(plot.ecosystem)
    taking = {one: taking_part(plot, *one) for one in found}
    known = codes.people(plot.ecosystem, (code for some in taking.values() for code in some))
    every = [codes.group(site, number) for site in sites for number in range(plot.sizes.groups)]
    groups, days, rows = codes.groups(plot.ecosystem, every), stretches(plot), []
    for (site, place), activity in found.items():
        chance = Random(f"{plot.history.seed}:dropped:{site}:{place}")
        stretch, group = offered(plot)[place]
        held = days[stretch]
        for learner in taking[site, place]:
            dropped = chance.random() < DROPPED
            ends = held.days[len(held.days) // 2] if dropped else None
            rows.append(
                {
                    "activity_id": activity.pk, "person_id": known[learner],
                    "group_id": groups[codes.group(site, group)],
                    "site_id": schools[codes.site(site)], "starts": activity.starts,
                    "ends": ends or (None if held.running else activity.ends), "dropped": dropped,
                }
            )  # fmt: skip
    for held in days:
        some = [row for row in rows if row["starts"] == held.starts]
        enrol_many(plot.ecosystem, some, by=SIMULATION, at=morning(plot, held.starts))
