"""Leaves out tests that ask no database: another engine tells them nothing new."""

import pytest

ASKING = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what is marked ``django_db``, or has a fixture that is."""
    kept, left = [], []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        asks = "django_db" in item.keywords or names & ASKING
        (kept if asks else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)
