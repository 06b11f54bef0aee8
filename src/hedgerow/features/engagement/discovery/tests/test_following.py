"""Other programs follow what everybody may see: calendars, a feed, and data on each opportunity."""

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from hedgerow.features.engagement.discovery.tests.factories import NOW, Valley, offered
from hedgerow.features.engagement.discovery.tests.following import ATOM, HERE, events
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.queries.linked import kind_of
from hedgerow.features.engagement.opportunities.tests.factories import STEWARD

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_calendar_has_hours_and_days_by_the_ecosystems_clocks(made: Valley) -> None:
    offered(made, "Talk", begins=time(16), minutes=45, ends=None)
    offered(made, "Course", begins=time(16), ends=date(2026, 11, 2))
    offered(made, "Any time", starts=None)
    offered(made, "Hidden", sight="members")
    found = events(f"{HERE}.ics")
    assert set(found) == {"Talk", "Course"}
    assert found["Talk"].decoded("dtstart").astimezone(UTC) == datetime(2026, 9, 14, 21, tzinfo=UTC)
    assert found["Course"].decoded("dtend") == date(2026, 11, 3)
    assert b"BEGIN:VTIMEZONE" in Client().get(f"{HERE}.ics").content


def test_an_event_keeps_its_uid_and_counts_its_changes(made: Valley) -> None:
    row = offered(made, "Talk", begins=time(16))
    (before,) = events(f"{HERE}/{row.uuid}.ics").values()
    row.refresh_from_db()
    actions.edit_opportunity(row, {"title": "Long talk"}, by=STEWARD, at=NOW)
    (after,) = events(f"{HERE}/{row.uuid}.ics").values()
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_who_has_the_calendar_is_not_sent_it_again(made: Valley) -> None:
    offered(made, "Talk")
    tag = Client().get(f"{HERE}.ics")["ETag"]
    assert Client().get(f"{HERE}.ics", headers={"If-None-Match": tag}).status_code == 304


def test_the_feed_has_the_newest_first_with_lasting_ids(made: Valley) -> None:
    first, last = offered(made, "First"), offered(made, "Last & <best>")
    answer = Client().get(f"{HERE}.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["Last & <best>", "First"]
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        f"urn:uuid:{last.uuid}", f"urn:uuid:{first.uuid}",
    ]  # fmt: skip
    assert feed.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    assert (
        Client().get(f"{HERE}.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    )


def test_what_has_no_day_is_in_no_calendar(made: Valley) -> None:
    row = offered(made, "Any time", starts=None)
    assert Client().get(f"{HERE}/{row.uuid}.ics").status_code == 404


def blocks(text: str) -> list[Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    return [json.loads(one) for one in found]


def test_a_public_page_holds_its_data_and_nothing_ends_the_block(made: Valley) -> None:
    row = offered(made, "Robots</script><script>alert(1)</script>", access=["step-free"],
                  online_address="https://meet.example/secret")  # fmt: skip
    text = Client().get(f"{HERE}/{row.uuid}/").content.decode()
    (said,) = blocks(text)
    assert "<script>alert" not in text
    assert said["name"] == row.title
    assert said == Client().get(f"{HERE}/{row.uuid}.jsonld").json()
    assert "secret" not in json.dumps(said)


def test_what_members_see_alone_is_told_to_no_program(made: Valley) -> None:
    row = offered(made, "Robots", sight="members")
    assert Client().get(f"{HERE}/{row.uuid}.jsonld").status_code == 404
    from hedgerow.features.engagement.opportunities.queries import is_told

    assert not is_told(row)


def test_each_kind_is_what_schema_org_calls_it(made: Valley) -> None:
    assert kind_of("guest-talk", dated=True, online=False) == "EducationEvent"
    assert kind_of("meet-up", dated=True, online=False) == "Event"
    assert kind_of("tutoring", dated=False, online=False) == "Course"
    assert kind_of("reading", dated=False, online=True) == "LearningResource"


def test_a_course_tells_its_provider_place_days_and_price(made: Valley) -> None:
    row = offered(made, "Robots", begins=time(16), minutes=60, ends=date(2026, 11, 2), age_from=9, cost_amount=5,
                  cost_currency="USD")  # fmt: skip
    said = Client().get(f"{HERE}/{row.uuid}.jsonld").json()
    assert (said["@type"], said["typicalAgeRange"]) == ("Course", "9-")
    assert said["offers"]["price"] == "5.00"
    instance = said["hasCourseInstance"]
    assert instance["startDate"] == "2026-09-14T16:00:00-05:00"
    assert instance["endDate"] == "2026-11-02T17:00:00-06:00"
    assert instance["location"]["geo"]["latitude"] == made.school.latitude
    assert (instance["courseMode"], instance["courseWorkload"]) == ("Onsite", "PT90M")


def test_an_event_tells_when_where_and_by_whom(made: Valley) -> None:
    made.kind.key = "meet-up"
    made.kind.save()
    row = offered(made, "Meet", ends=None, organisation_id=None, capacity=20)
    said = Client().get(f"{HERE}/{row.uuid}.jsonld").json()
    assert said["@type"] == "Event"
    assert (said["startDate"], said["endDate"]) == ("2026-09-14", "2026-09-14")
    assert said["organizer"]["url"].endswith("/e/aspen/")
    assert said["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
