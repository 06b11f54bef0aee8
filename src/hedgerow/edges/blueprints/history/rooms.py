"""Where and by which rule an activity of each site meets from now on, in a room of the site."""

from collections.abc import Iterator, Sequence
from functools import partial

from hedgerow.commons.activities.actions import add_room, plan_by_rule
from hedgerow.commons.activities.errors import NoDays
from hedgerow.commons.activities.models import Activity
from hedgerow.commons.activities.recurring import weekly_rule
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .holding import held_in, holders
from .meeting import AFTERNOON, ahead, minutes_of
from .offer import activities, announced
from .stretches import offered, stretches

SITES, A_STEP, SEATS = 24, 12, 24
"""So many sites have a room that is told of, so many a step; how many learners a room holds."""


def steps(plot: Plot) -> Iterator[Step]:
    count = min(len(plot.sizes.sites), SITES) if plot.history.calendar.rooms else 0
    for start in range(0, count, A_STEP):
        sites = range(start, min(start + A_STEP, count))
        yield Step("rooms", partial(_rooms, sites=sites))


def _rooms(plot: Plot, sites: Sequence[int]) -> None:
    """Before the sessions to come are planned one by one: those of the rule are there already."""
    place = len(offered(plot)) - 1
    known, held, found = codes.organisations(plot.ecosystem), holders(plot), activities(plot, sites)
    for site in sites:
        where = held[held_in(plot, site, place)]
        _recurs(plot, where, found[site, place], known[codes.site(site)], site)


def _recurs(plot: Plot, where: Ecosystem, activity: Activity, school: int, site: int) -> None:
    names = plot.history.calendar.rooms
    at = announced(plot, [len(stretches(plot)) - 1])
    values = {
        "organisation_id": school, "name": names[site % len(names)],
        "capacity": max(SEATS, plot.sizes.learners // len(plot.sizes.sites) // plot.sizes.groups + 4),
    }  # fmt: skip
    room = add_room(where, values, by=SIMULATION, at=at)
    days = ahead(plot)
    last = activity.ends or days[-1]
    try:
        plan_by_rule(
            activity, weekly_rule({day.weekday() for day in days}, last), days[0], AFTERNOON,
            minutes_of(plot, activity), by=SIMULATION, at=at, room=room,
        )  # fmt: skip
    except NoDays:
        return  # all of them lie in the holidays
