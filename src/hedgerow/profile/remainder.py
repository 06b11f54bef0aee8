"""What is left of a whole once the parts that the public reads are taken away from it.

The public reads totals of a network and totals of its parts. Whoever subtracts the parts that are
shown is left with those that are not, so that these together must count enough learners too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tree import Below
from hedgerow.foundation.warehouse.readings import Window
from hedgerow.profile.disclosure import for_public
from hedgerow.profile.models import Snapshot
from hedgerow.profile.queries import as_reading

if TYPE_CHECKING:
    from hedgerow.foundation.warehouse.units import Measured, Source

CAME = ("present", "late")
Shown = Mapping[int, frozenset[str]]
"""Numbers of the measures that the public is shown, by part."""


def with_remainder(
    found: Mapping[str, Measured], ecosystem: Ecosystem, below: Below, window: Window
) -> Mapping[str, Measured]:
    """What was found, each with the learners of its remainder among the counts to protect."""
    if not below.all:
        return found
    shown = _shown(below)
    to_protect: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for number, one in found.items():
        if one.cells:
            to_protect[tuple(remainder(ecosystem.pk, number, below, shown))].append(number)
    changed = {
        number: one
        for left, numbers in to_protect.items()
        if len(left) <= len(below.all)  # else nothing is shown, so nothing can be subtracted
        for number, one in _protected({key: found[key] for key in numbers}, left, ecosystem, window)
    }
    return {**found, **changed}


def _protected(
    found: Mapping[str, Measured], left: tuple[int, ...], ecosystem: Ecosystem, window: Window
) -> Iterator[tuple[str, Measured]]:
    # slow to import
    from hedgerow.foundation.warehouse.queries import steadily
    from hedgerow.profile.sources import EcosystemSource, measures

    with EcosystemSource(left, ecosystem.threshold) as source:
        people = steadily(partial(_learners, source, window))
        for number, one in found.items():
            cells = steadily(partial(measures()[number], source, window)).cells
            more = tuple(cells) if cells else (people,)
            yield number, replace(one, cells=(*one.cells, *more)) if people else one


def remainder(ecosystem: int, number: str, below: Below, shown: Shown) -> Iterator[int]:
    """The ecosystem and all beneath it, but for parts that are shown with all beneath them."""
    yield ecosystem
    for part in below.of(ecosystem):
        if number not in shown.get(part, frozenset()):
            yield from remainder(part, number, below, shown)


def _shown(below: Below) -> Shown:
    """By the newest reading of each part that anybody may see. Two queries."""
    rows = Snapshot.objects.filter(ecosystem__in=below.all, ecosystem__public=True)
    newest = {
        one.ecosystem_id: one
        for one in rows.select_related("ecosystem").prefetch_related("readings").order_by("day")
    }
    return {
        pk: frozenset(
            row.number
            for row in one.readings.all()
            if for_public(as_reading(row, one.window), one.ecosystem.threshold).reading.state
            == "ok"
        )
        for pk, one in newest.items()
    }


def _learners(source: Source, window: Window) -> int:
    """How many took part in any session there."""
    from hedgerow.foundation.warehouse.frames import within  # slow to import

    marks = within(source.table("attendance"), window)
    return int(marks.filter(marks.status.isin(CAME)).person.nunique().execute())
