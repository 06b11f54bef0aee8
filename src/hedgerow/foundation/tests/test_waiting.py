"""What is due is due on the day it is where it is done, whatever clock the page goes by."""

from datetime import UTC, date, datetime

from django.utils import timezone

from hedgerow.foundation.waiting import Waiting

MIDNIGHT = datetime(2026, 12, 7, tzinfo=UTC)


def line(zone: str = "", due: datetime | None = MIDNIGHT) -> Waiting:
    return Waiting("A day at the hospital", "/", "Riverbend", due=due, zone=zone)


def test_the_day_is_told_by_the_clocks_where_it_is_done() -> None:
    with timezone.override("America/Chicago"):
        assert line("UTC").day == date(2026, 12, 7)
        assert line("Asia/Seoul").day == date(2026, 12, 7)
        assert line().day == date(2026, 12, 6)  # the page's own


def test_what_has_no_time_has_no_day() -> None:
    assert line("UTC", due=None).day is None
