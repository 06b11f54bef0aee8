"""What is offered: to each group an activity that ended, to every second one that still runs."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from hedgerow.commons.activities.actions import save_activities
from hedgerow.commons.activities.models import Activity, Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.frameworks.models import Item
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import leader_of
from .days import morning
from .holding import by_holder, entered, held_in, holders, in_steps
from .naming import called
from .stretches import offered, stretches

ACTIVITIES_A_STEP = 32
NEIGHBOURS = 5
ANNOUNCED = timedelta(days=14)
"""How long before it starts an activity is entered, with its minimum and its sessions."""

Place = tuple[int, int]
"""A site and the place of an activity among those of the site."""


def steps(plot: Plot) -> Iterator[Step]:
    for sites in some_sites(plot):
        yield Step("activities", partial(_activities, sites=sites))


def some_sites(plot: Plot) -> Iterator[Sequence[int]]:
    """As many sites at a time as have a step's activities."""
    return in_steps(plot, max(ACTIVITIES_A_STEP // len(offered(plot)), 1))


def places_of(plot: Plot, sites: Sequence[int]) -> list[tuple[int | None, Place]]:
    """Every activity of these sites, each with the number of the part that holds it."""
    places = range(len(offered(plot)))
    return [(held_in(plot, site, place), (site, place)) for site in sites for place in places]


def _activities(plot: Plot, sites: Sequence[int]) -> None:
    known = codes.organisations(plot.ecosystem)
    leading = {at: _leader(plot, *at) for _part, at in places_of(plot, sites)}
    people = codes.people(plot.ecosystem, leading.values())
    leaders = {at: people[code] for at, code in leading.items()}
    for place, some in by_holder(plot, places_of(plot, sites)):
        kinds, items = _kinds(plot, place), _items(place)
        for now in entered(plot, place):
            rows = [
                _row(plot, at, (kinds, items), known, leaders[at])
                for at in some
                if stretch_of(plot, at) in now
            ]
            if rows:
                save_activities(place, rows, by=SIMULATION, at=announced(plot, now))


def stretch_of(plot: Plot, at: Place) -> int:
    """The number of the stretch in which an activity takes place."""
    return offered(plot)[at[1]][0]


def announced(plot: Plot, now: Sequence[int]) -> datetime:
    """When activities of these stretches are entered: before the first of them."""
    return morning(plot, stretches(plot)[now[0]].starts - ANNOUNCED)


def _row(
    plot: Plot,
    at: Place,
    of_place: tuple[Sequence[Kind], Sequence[int]],
    known: dict[str, int],
    leader: int,
) -> dict[str, Any]:
    site, place = at
    kinds, items = of_place
    stretch, kind = stretches(plot)[stretch_of(plot, at)], kinds[(site + place) % len(kinds)]
    ends = plot.today + timedelta(weeks=6) if stretch.running else stretch.days[-1]
    return {
        "code": codes.activity(site, place), "kind_id": kind.pk,
        **called(plot, kind, site, site + place),
        "site_id": known[codes.site(site)], "leader_id": leader,
        "starts": stretch.starts, "ends": ends,
        "minimum_minutes": kind.minimum_minutes,
        "minimum_declared": stretch.starts - ANNOUNCED,
        "delivered_by": [known[one] for one in delivering(plot, site, place)],
        "items": [items[(site + place) % len(items)]] if items else [],
    }  # fmt: skip


def _kinds(plot: Plot, place: Ecosystem) -> list[Kind]:
    """The kinds there that learners take part in."""
    others = [one.key for one in plot.blueprint.activity_kinds if one.for_adults]
    rows = list(Kind.objects.filter(ecosystem=place).exclude(key__in=others).order_by("key"))
    for one in rows:
        one.ecosystem = place
    return rows


def _items(place: Ecosystem) -> list[int]:
    """What is worked towards there: a part without frameworks of its own has the whole's."""
    rows = Item.objects.order_by("pk").values_list("pk", flat=True)
    own = list(rows.filter(framework__ecosystem=place))
    return own or list(rows.filter(framework__ecosystem=place.parent_id or 0))


def _leader(plot: Plot, site: int, place: int) -> str:
    """Code of who leads: the last place of the whole a tutor of all, others the group's leader."""
    last = place == len(offered(plot)) - 1 and held_in(plot, site, place) is None
    tutors = plot.sizes.people["tutor"]
    if last and tutors and plot.history.groups.led_by != "tutor":
        return codes.adult("tutor", site % tutors)
    return leader_of(plot, site, offered(plot)[place][1])


def delivering(plot: Plot, site: int, place: int) -> list[str]:
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


def activities(plot: Plot, sites: Sequence[int]) -> dict[Place, Activity]:
    """Activities by school and place, wherever they are held."""
    names = {codes.activity(*at): at for _part, at in places_of(plot, sites)}
    held = [place.pk for place in holders(plot).values()]
    rows = Activity.objects.filter(ecosystem__in=held, code__in=names)
    return {names[row.code]: row for row in rows.order_by("code")}
