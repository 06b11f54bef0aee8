"""Made-up sessions are held by day, whatever the hour at which an ecosystem is planted."""

from datetime import UTC, datetime, time
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hedgerow.edges.blueprints.history.meeting import _soon


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize("hour", range(24))
def test_todays_session_begins_between_eight_and_five(hour: int, zone: str) -> None:
    plot: Any = SimpleNamespace(at=datetime(2026, 11, 24, hour, 20, tzinfo=UTC))
    local = plot.at.astimezone(ZoneInfo(zone))
    begins = _soon(plot, ZoneInfo(zone))
    assert time(8) <= begins.time() <= time(17)
    assert begins.date() == local.date()
    assert begins <= local or local.hour < 9
