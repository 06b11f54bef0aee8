"""Who changes from one class into another by a list of people that says the class."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hedgerow.commons.ecosystems.clock import today
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.targets import Record

from .classes import FIELD
from .placing import DAY, LEARNER, Placing
from .sites import sites_of

ONE_AT_A_TIME: Final = ("class", "tutor_group")
"""Kinds of groups of which a learner is in one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place (key) that a line leaves behind: ``last`` is the day before the new one begins.

    ``old`` and ``new`` are the groups. ``usual`` where learners are in one of such groups at a time, as
    far as can be told.
    """

    line: int
    place: int
    person: int
    old: int
    new: int
    last: date
    usual: bool


def changes_of_class(ecosystem: Ecosystem, records: Iterable[Record]) -> tuple[Change, ...]:
    """By line, each place once; ``records`` are all of the list.

    A learner changes who gets a place and has one in another group of the kind at the school which
    goes on then, and which no line of theirs names.
    """
    named = [one for one in records if one.text(FIELD) and one.text("role") == LEARNER]
    if not named:
        return ()
    sites, codes = sites_of(ecosystem, named), {one.text("code") for one in named}
    placing = Placing(ecosystem, named, codes, today(ecosystem))
    said: dict[str, set[int]] = defaultdict(set)
    for one in named:
        said[one.text("code")].update(it.pk for it in placing.named(one, sites.id_of(one)))
    found: dict[int, Change] = {}
    for one in named:
        for change in _left(placing, one, sites.id_of(one), said[one.text("code")]):
            before = found.get(change.place)
            if before is None or change.last < before.last:
                found[change.place] = change
    return tuple(sorted(found.values(), key=lambda it: (it.line, it.place)))


def _left(
    placing: Placing, record: Record, site: int | None, said: set[int]
) -> Sequence[Change]:  # fmt: skip
    """The places that a line leaves behind."""
    found = []
    for group, first in placing.given(record, site):
        places = placing.beside(record, group, first)
        usual = group.kind in ONE_AT_A_TIME and len(places) == 1
        found += [
            Change(record.line, it.pk, it.person, it.group.pk, group.pk, first - DAY, usual)
            for it in places
            if it.group.pk not in said
        ]
    return found
