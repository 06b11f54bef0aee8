"""What stands in the file of a calendar."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import vobject

from hedgerow.commons.activities.ical import calendar
from hedgerow.commons.activities.queries import Entry

TWICE = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
"""Half past one in Chicago, an hour before it is so again."""


def file(*moments: datetime) -> str:
    entries = [Entry(uuid4(), "Owls", one, 60, "", "", "/", False, 0) for one in moments]
    return calendar("Owls", "America/Chicago", entries, root="", at=TWICE)[0].decode()


def test_how_often_to_look_again_is_a_duration() -> None:
    lines = file().splitlines()
    assert "X-PUBLISHED-TTL:PT1H" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


def test_in_the_hour_that_comes_twice_each_moment_is_told_apart() -> None:
    moments = [TWICE + timedelta(hours=n) for n in range(-1, 3)]
    text = file(*moments)
    assert "DTSTART;TZID=America/Chicago:20261101T013000" in text
    assert "DTSTART:20261101T073000Z" in text
    assert [
        one.dtstart.value.astimezone(UTC) for one in vobject.readOne(text).vevent_list
    ] == moments
