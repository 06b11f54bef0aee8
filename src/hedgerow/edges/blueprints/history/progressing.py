"""What learners have reached: levels of items of the ecosystem's own, higher from time to time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from hedgerow.commons.frameworks.models import Item
from hedgerow.commons.records.actions import record_progress_many
from hedgerow.edges.blueprints.plot import SIMULATION, Plot, Step

from . import codes
from .belonging import leader_of
from .days import evening, morning
from .topics import items_named

SITES, EACH, ITEMS = 24, 6, 2
"""So many learners of so many sites have progress that is told of, on so many items each."""
DAYS_AGO: Final = (280, 160, 45)
SPREAD: Final = 21
RECORDED, NOTED = 0.8, 3
Rated = tuple[Item, Sequence[tuple[int, str]]]
"""An item, and the steps of the scale on which it is rated."""


def steps(plot: Plot) -> Iterator[Step]:
    if plot.history.learning.progress:
        yield Step("progress", _progress)


def _progress(plot: Plot) -> None:
    """Three times, each on days of its own; what was seen is entered together once these are over."""
    named = items_named(plot, plot.history.learning.progress)
    items = [(one, one.rated_on.steps) for one in named if one.rated_on]
    sites = len(plot.sizes.sites)
    first = [n for n in range(min(plot.sizes.learners, EACH * sites)) if n % sites < SITES]
    learners = codes.people(plot.ecosystem, map(codes.learner, first))
    saw = {n: leader_of(plot, *codes.group_of(n, sites, plot.sizes.groups)) for n in first}
    witnesses = codes.people(plot.ecosystem, saw.values())
    for turn, ago in enumerate(DAYS_AGO):
        day = plot.today - timedelta(days=ago)
        rows = [
            {**row, "person_id": learners[codes.learner(n)], "witnessed_by_id": witnesses[saw[n]]}
            for n in first
            for row in _reached(plot, items, n, turn, day)
        ]
        entered = evening(plot, day + timedelta(days=SPREAD))
        record_progress_many(plot.ecosystem, rows, by=SIMULATION, at=entered)


def _reached(
    plot: Plot, items: Sequence[Rated], number: int, turn: int, first: date
) -> Iterator[Mapping[str, Any]]:
    """A step of each item of that learner where it is another than somebody saw before."""
    for place in range(min(ITEMS, len(items))):
        chance = Random(f"{plot.history.seed}:progress:{number}:{place}")
        ahead, seen = chance.random(), [chance.random() < RECORDED for _turn in DAYS_AGO]
        item, steps = items[(number + place) % len(items)]
        come = [_step(len(steps), one + ahead) for one in range(turn + 1)]
        if seen[turn] and come[turn] not in [come[one] for one in range(turn) if seen[one]]:
            day = first + timedelta(days=(number * 5 + place) % SPREAD)
            noted = (number + turn + place) % NOTED == 0
            yield {
                "item_id": item.pk, "level": steps[come[turn]][0],
                "note": _note(plot, come[turn] / len(steps)) if noted else "",
                "at": morning(plot, day),
            }  # fmt: skip


def _step(many: int, come: float) -> int:
    """The place of a step of so many after so much of the way; of the first nothing is written down."""
    return min(max(int(come * many / len(DAYS_AGO)), 1), many - 1)


def _note(plot: Plot, part: float) -> str:
    told = plot.history.learning.seen
    return told[int(part * len(told))] if told else ""
