from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hedgerow.foundation.jobs import rules


def test_pauses_double_and_end_at_half_an_hour() -> None:
    pauses = [rules.pause_after(attempt).total_seconds() for attempt in (1, 2, 3, 10, 11, 10_000)]
    assert pauses == [2, 4, 8, 1024, 1800, 1800]


def test_a_slot_is_the_start_of_its_period() -> None:
    moment = datetime(2026, 3, 1, 13, 47, 12, 5, tzinfo=UTC)
    assert rules.slot_of(moment, timedelta(hours=1)) == datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert rules.slot_of(moment, timedelta(days=1)) == datetime(2026, 3, 1, tzinfo=UTC)
    last = datetime(2026, 3, 1, 13, 59, 59, 999_999, tzinfo=UTC)
    assert rules.slot_of(moment, timedelta(hours=1)) == rules.slot_of(last, timedelta(hours=1))
