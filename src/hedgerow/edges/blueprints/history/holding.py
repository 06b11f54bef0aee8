"""In which ecosystem an activity is held: in the part that its site belongs to, or in the whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.plot import Plot

from .naming import part_of, parts_open
from .stretches import offered, stretches

T = TypeVar("T")


def held_in(plot: Plot, site: int, place: int) -> int | None:
    """The number of the part that holds an activity of a site, None for what is the whole's own.

    The work is done in the parts. One activity of each site goes beyond its part: of one site one
    that runs, of the next one that ended, so that the whole has some of both, as have its parts.
    """
    parts = len(parts_open(plot))
    return part_of(plot, site) if parts and place != _beyond(plot, site // parts) else None


def _beyond(plot: Plot, rank: int) -> int:
    """The place of the activity that is the whole's, of the site of that rank in its part."""
    places, ended, turn = len(offered(plot)), plot.sizes.groups, rank // 2
    return turn % ended if rank % 2 else places - 1 - turn % (places - ended)


def holders(plot: Plot) -> Mapping[int | None, Ecosystem]:
    """The whole, as None, and its parts by number. One query."""
    return {None: plot.ecosystem, **dict(enumerate(plot.ecosystem.parts.order_by("pk")))}


def entered(plot: Plot, place: Ecosystem) -> Sequence[Sequence[int]]:
    """The stretches whose activities are entered there in one act: a part enters all at once."""
    every = range(len(stretches(plot)))
    return [[one] for one in every] if place == plot.ecosystem else [every]


def in_steps(plot: Plot, some: int) -> Iterator[Sequence[int]]:
    """The numbers of all sites, so many a step, those of one part together."""
    numbers = sorted(range(len(plot.sizes.sites)), key=lambda one: (part_of(plot, one) or 0, one))
    for start in range(0, len(numbers), some):
        yield numbers[start : start + some]


def by_holder(plot: Plot, rows: Iterable[tuple[int | None, T]]) -> list[tuple[Ecosystem, list[T]]]:
    """Rows of a part's number and something, as the ecosystems with what is theirs; the whole first."""
    told = sorted(rows, key=lambda one: -1 if one[0] is None else one[0])
    held = holders(plot)
    return [
        (held[number], [row for _number, row in some])
        for number, some in groupby(told, key=lambda one: one[0])
    ]
