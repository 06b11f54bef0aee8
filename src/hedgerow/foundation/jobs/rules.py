"""When to try again, and which slot a moment falls into. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST_PAUSE = timedelta(minutes=30)


def pause_after(attempt: int) -> timedelta:
    """How long to wait after the failed ``attempt`` (from 1): 2 s, 4 s, 8 s … half an hour."""
    return min(timedelta(seconds=2 ** min(attempt, 20)), LONGEST_PAUSE)


def slot_of(moment: datetime, period: timedelta) -> datetime:
    """The start of the period that holds ``moment``; periods count from the Unix epoch, UTC."""
    seconds = int(period.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)
