"""Files whose tests take long come first, so that no process of many has one left at the end."""

from collections import Counter

import pytest

LONG = ("postgres", "kill", "wheel", "browser")
"""Marks of such tests, the longest files first."""
SLOW = 20
"""Quick tests that pass in the time of a slow one."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whole files, in their order within each kind.

    Where several processes share them, the rest go from that with the most work to the least.
    """
    first: dict[object, int] = {}
    work: Counter[object] = Counter()
    for item in items:
        rank = min((n for n, mark in enumerate(LONG) if mark in item.keywords), default=len(LONG))
        first[item.path] = min(rank, first.get(item.path, rank))
        work[item.path] += SLOW if "slow" in item.keywords else 1
    shared = hasattr(config, "workerinput")  # of pytest-xdist
    rest = {path for path, rank in first.items() if rank == len(LONG)} if shared else set()
    items.sort(key=lambda item: (first[item.path], -work[item.path] * (item.path in rest)))
