"""What makes a tie, and who has most of them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

JOINT_ACTIVITIES = 2
"""So many delivered activities in common make a tie."""


def joint_activities(deliveries: Iterable[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
    """How many activities each pair has in common, of (activity, organisation) pairs; ids ascend."""
    together: dict[int, set[int]] = defaultdict(set)
    for activity, organisation in deliveries:
        together[activity].add(organisation)
    return Counter(pair for some in together.values() for pair in combinations(sorted(some), 2))


def ties(joint: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The pairs with enough of them, in the order of their ids."""
    return {pair: number for pair, number in sorted(joint.items()) if number >= JOINT_ACTIVITIES}


def degrees(pairs: Iterable[tuple[int, int]]) -> Counter[int]:
    """How many partners each has."""
    return Counter(one for pair in pairs for one in pair)


def hub(pairs: Iterable[tuple[int, int]]) -> int | None:
    """Who has most partners, the lowest id of several; None without ties."""
    found = degrees(pairs)
    return min(found, key=lambda one: (-found[one], one), default=None)
