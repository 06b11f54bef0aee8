"""All fourteen with everybody and what is offered, in small: planted once for what stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
from django.db import transaction
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.history import (
    belonging,
    cast,
    meeting,
    offer,
    partnering,
    parts,
    reaching,
    standing,
)
from hedgerow.edges.blueprints.planting import open_it
from hedgerow.edges.blueprints.plot import Plot, Step
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.foundation import jobs
from hedgerow.foundation.permissions import Actor

AT: Final = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
STEWARD: Final = Actor.the_steward()
SCALE: Final = 0.02
TOLD: Final = (cast, belonging, standing, parts, reaching, partnering, offer, meeting)
"""Of what is offered nobody takes anything up: that would take long."""


@pytest.fixture(scope="package", autouse=True)
def fourteen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Gone again with the last of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        for key in available():
            start_planting(key, by=STEWARD, at=AT)
            jobs.run_pending()
            eco = Ecosystem.objects.get(slug=key)
            plot = Plot(eco, load(key), STEWARD, AT, has_history=True, scale=SCALE)
            with override(plot.language):
                for step in _steps(plot):
                    step.do(plot)
            open_it(eco, AT)
        yield
        transaction.set_rollback(True)


def _steps(plot: Plot) -> Iterator[Step]:
    for told in TOLD:
        yield from told.steps(plot)
