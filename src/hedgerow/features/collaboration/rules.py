"""What makes a tie, who has most of them, and in which year a day lies. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

JOINT_ACTIVITIES = 2
"""So many delivered activities in common make a tie."""
SECOND_HALF = 7

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """An activity with who delivered it, and its first and last session in the time looked at."""

    kind: str
    organisations: frozenset[int]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Tie:
    """How many activities two have in common, of which kinds, from which day to which."""

    activities: int
    kinds: frozenset[str]
    first: date
    last: date


def ties(activities: Iterable[Held]) -> dict[Pair, Tie]:
    """The pairs with enough activities in common, in the order of their ids; ids ascend."""
    together: dict[Pair, list[Held]] = defaultdict(list)
    for one in activities:
        for pair in combinations(sorted(one.organisations), 2):
            together[pair].append(one)
    return {
        pair: Tie(
            len(some),
            frozenset(one.kind for one in some),
            min(one.first for one in some),
            max(one.last for one in some),
        )
        for pair, some in sorted(together.items())
        if len(some) >= JOINT_ACTIVITIES
    }


def without(one: int | None, pairs: Mapping[Pair, Tie]) -> dict[Pair, Tie]:
    """The ties that are left once one of them is taken away."""
    return {pair: tie for pair, tie in pairs.items() if one not in pair}


def degrees(pairs: Iterable[Pair]) -> Counter[int]:
    """How many partners each has."""
    return Counter(one for pair in pairs for one in pair)


def hub(pairs: Iterable[Pair]) -> int | None:
    """Who has most partners, the lowest id of several; None without ties."""
    found = degrees(pairs)
    return min(found, key=lambda one: (-found[one], one), default=None)


def first_month(terms: Iterable[tuple[date, date]]) -> int:
    """The month in which the school year begins, of first and last days of terms.

    It is the one after the longest break, all years laid over one another; January if no term is
    known or no month is free.
    """
    busy = {
        month % 12 + 1
        for first, last in terms
        for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    }
    ends = [month for month in busy if _before(month) not in busy]
    return min(ends, key=lambda month: (-_free_before(month, busy), month), default=1)


def _before(month: int) -> int:
    return (month - 2) % 12 + 1


def _free_before(month: int, busy: set[int]) -> int:
    """How many months before this one are free."""
    found = 0
    while (month := _before(month)) not in busy:
        found += 1
    return found


def year_named(year: int, month: int) -> str:
    """A year that begins in that month: 2026-27, or 2026 where most of it lies in one."""
    return f"{year}-{(year + 1) % 100:02}" if month >= SECOND_HALF else str(year)
