"""All fourteen with their history, in small: planted and read once for all that stands beside.

Planting them takes a minute or more; tests/ordering.py keeps the files here in one process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.edges.blueprints import everything
from hedgerow.foundation.permissions import Actor

AT: Final = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD: Final = Actor.the_steward()
SCALE: Final = 0.02


@dataclass(frozen=True)
class Fourteen:
    """What planting all of them answered, and what it told on the way: key, done and total."""

    planted: list[everything.Planted]
    heard: list[tuple[str, int, int]]


@pytest.fixture(scope="package", autouse=True)
def fourteen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Fourteen]:
    """Gone again with the last of the tests."""
    heard: list[tuple[str, int, int]] = []
    with django_db_blocker.unblock(), transaction.atomic():
        planted = everything.plant_all(AT, lambda *told: heard.append(told), scale=SCALE)
        yield Fourteen(planted, heard)
        transaction.set_rollback(True)
