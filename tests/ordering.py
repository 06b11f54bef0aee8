"""Files whose tests take long come first, so that no process of many has one left at the end."""

import pytest

LONG = ("postgres", "kill", "wheel", "browser")
"""Marks of such tests, the longest files first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files, in their order within each kind."""
    first: dict[object, int] = {}
    for item in items:
        rank = min((n for n, mark in enumerate(LONG) if mark in item.keywords), default=len(LONG))
        first[item.path] = min(rank, first.get(item.path, rank))
    items.sort(key=lambda item: first[item.path])
