"""What is offered: for each school six activities in three stretches, the last still running."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from math import ceil
from random import Random

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
from .belonging import group_ids
from .cast import EDUCATORS, TUTORS

SCHOOLS_A_STEP = 4
DROPPED, LEFT_OUT, CANCELLED = 0.06, 0.1, 0.03
PLACES = ((0, 0), (0, 1), (1, 2), (1, 3), (2, 0), (2, 2))
"""Stretch and class of each activity of a school."""

Act = Callable[[Plot, range], None]
AFTERNOON, LONGEST, SHORTEST = time(15, 30), 240, 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of past sessions, and whether the activity still runs."""

    days: tuple[date, ...]
    running: bool

    @property
    def starts(self) -> date:
        return self.days[0] - timedelta(days=7)


def sessions_each(plot: Plot) -> int:
    """How many sessions each activity has held, so that there are as many marks as told."""
    taking_part = plot.learners * (1 - LEFT_OUT) / codes.CLASSES * len(PLACES)
    return max(ceil(plot.history.marks * plot.scale / (taking_part * (1 - CANCELLED - DROPPED))), 6)


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


def code(site: int, place: int) -> str:
    return f"sim-a{site + 1:02}-{place + 1}"


def steps(plot: Plot) -> Iterator[Step]:
    parts = range(0, plot.history.schools, SCHOOLS_A_STEP)
    for title, act in (
        ("activities", _activities),
        ("sessions", _sessions),
        ("enrolments", _enrol),
    ):
        for start in parts:
            yield Step(title, partial(_some, act=act, start=start))


def _some(plot: Plot, act: Act, start: int) -> None:
    act(plot, range(start, min(start + SCHOOLS_A_STEP, plot.history.schools)))


def _activities(plot: Plot, sites: range) -> None:
    known = codes.organisations(plot.ecosystem)
    leaders = codes.people(plot.ecosystem, "educator-") | codes.people(plot.ecosystem, "tutor-")
    kinds = list(Kind.objects.filter(ecosystem=plot.ecosystem).order_by("key"))
    items = list(Item.objects.filter(framework__ecosystem=plot.ecosystem).order_by("pk"))
    rows = []
    for site in sites:
        for place, (at, _group) in enumerate(PLACES):
            stretch, kind = stretches(plot)[at], kinds[(site + place) % len(kinds)]
            ends = plot.today + timedelta(weeks=6) if stretch.running else stretch.days[-1]
            rows.append(
                {
                    "code": code(site, place), "kind_id": kind.pk, "title": kind.name,
                    "site_id": known[codes.school(site)], "leader_id": leaders[_leader(site, place)],
                    "starts": stretch.starts, "ends": ends,
                    "minimum_minutes": kind.minimum_minutes,
                    "minimum_declared": stretch.starts - timedelta(days=14),
                    "delivered_by": [known[one] for one in _delivering(plot, site, place)],
                    "items": [items[(site + place) % len(items)].pk] if items else [],
                }
            )  # fmt: skip
    save_activities(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def _leader(site: int, place: int) -> str:
    """Code of who leads: a tutor the last one, the school's educators in turn the others.

    Of the two that still run the first educator has one, a tutor the other.
    """
    if place == len(PLACES) - 1:
        return codes.adult("tutor", site % TUTORS)
    return codes.adult("educator", site * EDUCATORS + (place + 2) % EDUCATORS)


def _delivering(plot: Plot, site: int, place: int) -> list[str]:
    """Codes of who delivers: a partner, a partner with the school, or the school alone."""
    partners = list(range(sum(plot.history.partners.values())))
    Random(f"{plot.history.seed}:delivering").shuffle(partners)
    number = site * len(PLACES) + place
    one, other = partners[number % len(partners)], partners[(number * 5 + 2) % len(partners)]
    if (site + place) % 3 == 2:
        return [codes.school(site)]
    if (site + place) % 3 == 1:
        return [codes.school(site), codes.partner(one)]
    return sorted({codes.partner(one), codes.partner(other)})


def activities(plot: Plot, sites: range) -> dict[tuple[int, int], Activity]:
    """Activities by school and place."""
    names = {code(site, place): (site, place) for site in sites for place in range(len(PLACES))}
    rows = Activity.objects.filter(ecosystem=plot.ecosystem, code__in=names)
    return {names[row.code]: row for row in rows.order_by("code")}


def _minutes(plot: Plot, activity: Activity) -> int:
    """So long that whoever comes often enough reaches the minimum."""
    if not activity.minimum_minutes:
        return 60
    wanted = activity.minimum_minutes * 1.3 / sessions_each(plot)
    return min(max(round(wanted / 5) * 5, SHORTEST), LONGEST)


def _sessions(plot: Plot, sites: range) -> None:
    rows, days = [], stretches(plot)
    found = activities(plot, sites)
    for (_site, place), activity in found.items():
        stretch = days[PLACES[place][0]]
        starts = [_at(plot, day) for day in stretch.days]
        if stretch.running:
            starts += [_soon(plot), *(_at(plot, plot.today + timedelta(days=n)) for n in (1, 3, 7))]
        minutes = _minutes(plot, activity)
        rows += [
            {"activity_id": activity.pk, "starts_at": one, "minutes": minutes} for one in starts
        ]
    plan_sessions(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
    _cancel(plot, found)


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
    rows = [
        {"session_id": session.pk, "reason": "simulated: nobody could lead it"}
        for session in past
        if chance.random() < CANCELLED
    ]
    cancel_sessions(plot.ecosystem, rows, by=SIMULATION, at=plot.began)


def taking_part(plot: Plot, site: int, place: int) -> list[str]:
    """Codes of the learners who take part: the class, but for some."""
    chance = Random(f"{plot.history.seed}:left-out:{site}:{place}")
    wanted = site, PLACES[place][1]
    numbers = range(site, plot.learners, plot.history.schools)
    members = [one for one in numbers if codes.class_of(one, plot.history.schools) == wanted]
    return [codes.learner(one) for one in members if chance.random() >= LEFT_OUT]


def _enrol(plot: Plot, sites: range) -> None:
    known, schools = codes.people(plot.ecosystem, "l0"), codes.organisations(plot.ecosystem)
    groups, rows = group_ids(plot), []
    for (site, place), activity in activities(plot, sites).items():
        chance = Random(f"{plot.history.seed}:dropped:{site}:{place}")
        stretch = stretches(plot)[PLACES[place][0]]
        for learner in taking_part(plot, site, place):
            dropped = chance.random() < DROPPED
            ends = stretch.days[len(stretch.days) // 2] if dropped else None
            rows.append(
                {
                    "activity_id": activity.pk, "person_id": known[learner],
                    "group_id": groups[codes.group(site, PLACES[place][1])],
                    "site_id": schools[codes.school(site)], "starts": activity.starts,
                    "ends": ends or (None if stretch.running else activity.ends),
                    "dropped": dropped,
                }
            )  # fmt: skip
    enrol_many(plot.ecosystem, rows, by=SIMULATION, at=plot.began)
