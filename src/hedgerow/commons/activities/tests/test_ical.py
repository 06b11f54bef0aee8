"""What stands in the file of a calendar."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from hedgerow.commons.activities.ical import calendar
from hedgerow.commons.activities.queries import Entry

TWICE = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
"""Half past one in Chicago, an hour before it is so again."""


def file(*moments: datetime) -> str:
    return written(*(entry(one) for one in moments))


def entry(starts: datetime, title: str = "Owls", about: str = "", minutes: int = 60) -> Entry:
    return Entry(uuid4(), title, starts, minutes, "", about, "/", False, 0)


def written(*entries: Entry) -> str:
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


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n"), max_size=200
)


@given(WORDS, WORDS)
@example("Owls, badgers; \\n and \n bats", "밤 " * 60)
@example("x" * 67 + "é", "END:VCALENDAR")
def test_whatever_is_said_is_read_as_it_was_and_no_line_is_too_long(title: str, about: str) -> None:
    text = written(entry(TWICE, title, about))
    assert all(len(one.encode()) <= 75 for one in text.split("\r\n"))
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    (found,) = Calendar.from_ical(text).events
    wanted = [one.replace("\\N", "\n") for one in (title, about)]  # as the library takes it to be
    assert [str(found["summary"]), str(found["description"])] == wanted


@pytest.mark.parametrize("minutes", [1, 45, 60, 90, 1440, 1500])
def test_how_long_it_is_comes_along(minutes: int) -> None:
    (found,) = vobject.readOne(written(entry(TWICE, minutes=minutes))).vevent_list
    assert found.duration.value == timedelta(minutes=minutes)


def test_the_tag_is_that_of_what_is_said_and_not_of_when() -> None:
    said = [entry(TWICE)]
    tags = {
        calendar("Owls", zone, said, root=root, at=TWICE + timedelta(hours=hours))[1]
        for zone, root, hours in (
            ("UTC", "", 0), ("UTC", "", 9), ("Europe/Rome", "", 0), ("UTC", "https://x.org", 0),
        )
    }  # fmt: skip
    assert len(tags) == 3
