"""Who takes part: the group that an activity is for, but for some."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any, Self

from hedgerow.commons.activities.actions import enrol_many
from hedgerow.commons.activities.models import Activity
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .days import morning
from .holding import by_holder, entered, held_in
from .offer import Place, activities, places_of, some_sites, stretch_of
from .stretches import DROPPED, LEFT_OUT, offered, stretches


def steps(plot: Plot) -> Iterator[Step]:
    for sites in some_sites(plot):
        yield Step("enrolments", partial(_enrol, sites=sites))


def taking_part(plot: Plot, site: int, place: int) -> list[str]:
    """Codes of the learners who take part: the group, but for some."""
    chance = Random(f"{plot.history.seed}:left-out:{site}:{place}")
    count, wanted = len(plot.sizes.sites), (site, offered(plot)[place][1])
    numbers = range(site, plot.sizes.learners, count)
    members = [one for one in numbers if codes.group_of(one, count, plot.sizes.groups) == wanted]
    return [codes.learner(one) for one in members if chance.random() >= LEFT_OUT]


def _enrol(plot: Plot, sites: Sequence[int]) -> None:
    known = _Known.of(plot, sites)
    for place, some in by_holder(plot, places_of(plot, sites)):
        for now in entered(plot, place):
            rows = [
                row for at in some if stretch_of(plot, at) in now for row in _rows(plot, at, known)
            ]
            if rows:
                first = stretches(plot)[now[0]].starts
                enrol_many(place, rows, by=SIMULATION, at=morning(plot, first))


@dataclass(frozen=True)
class _Known:
    """What the enrolments of some sites name: codes of who takes part in each activity, and ids."""

    activities: Mapping[Place, Activity]
    taking: Mapping[Place, Sequence[str]]
    learners: Mapping[str, int]
    groups: Mapping[str, int]
    schools: Mapping[str, int]

    @classmethod
    def of(cls, plot: Plot, sites: Sequence[int]) -> Self:
        taking = {at: taking_part(plot, *at) for _part, at in places_of(plot, sites)}
        groups = [
            codes.group(site, number) for site in sites for number in range(plot.sizes.groups)
        ]
        return cls(
            activities(plot, sites), taking,
            codes.people(plot.ecosystem, (code for some in taking.values() for code in some)),
            codes.groups(plot.ecosystem, groups), codes.organisations(plot.ecosystem),
        )  # fmt: skip


def _rows(plot: Plot, at: Place, known: _Known) -> Iterator[dict[str, Any]]:
    """The places in one activity; groups are the whole's, and named in what is the whole's own."""
    site, place = at
    chance = Random(f"{plot.history.seed}:dropped:{site}:{place}")
    stretch, group = offered(plot)[place]
    held, activity = stretches(plot)[stretch], known.activities[at]
    whole = held_in(plot, site, place) is None
    for learner in known.taking[at]:
        dropped = chance.random() < DROPPED
        ends = held.days[len(held.days) // 2] if dropped else None
        yield {
            "activity_id": activity.pk, "person_id": known.learners[learner],
            "group_id": known.groups[codes.group(site, group)] if whole else None,
            "site_id": known.schools[codes.site(site)], "starts": activity.starts,
            "ends": ends or (None if held.running else activity.ends), "dropped": dropped,
        }  # fmt: skip
