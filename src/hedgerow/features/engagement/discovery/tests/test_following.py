"""Other programs follow what everybody may see: calendars, a feed, and data on each opportunity."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from hedgerow.commons.activities.actions import plan_session
from hedgerow.commons.activities.models import Session
from hedgerow.commons.people.actions import edit_organisation
from hedgerow.features.engagement.discovery.tests.factories import (
    NOW,
    Valley,
    offered,
    placed,
    valley,
)
from hedgerow.features.engagement.discovery.tests.following import ATOM, HERE, events
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import SignUp
from hedgerow.features.engagement.opportunities.queries.linked import kind_of
from hedgerow.features.engagement.opportunities.tests.factories import STEWARD

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_calendar_has_hours_and_days_by_the_ecosystems_clocks(made: Valley) -> None:
    offered(made, "Talk", begins=time(16), minutes=45, ends=None)
    offered(made, "Course", begins=time(16), ends=date(2026, 11, 2))
    offered(made, "Exhibition", ends=date(2026, 11, 2))
    offered(made, "Any time", starts=None)
    offered(made, "Hidden", sight="members")
    found = events(f"{HERE}.ics")
    assert set(found) == {"Talk", "Course", "Exhibition"}
    assert found["Talk"].decoded("dtstart").astimezone(UTC) == datetime(2026, 9, 14, 21, tzinfo=UTC)
    course = found["Course"].decoded("dtstart").astimezone(UTC)
    assert course == datetime(2026, 9, 14, 21, tzinfo=UTC)
    assert found["Exhibition"].decoded("dtend") == date(2026, 11, 3)
    assert b"BEGIN:VTIMEZONE" in Client().get(f"{HERE}.ics").content


@pytest.mark.slow
def test_of_several_days_each_session_is_an_event(made: Valley) -> None:
    row = offered(made, "Course", begins=time(16), ends=date(2026, 11, 2))
    row.refresh_from_db()
    assert row.activity is not None
    for day, minutes in ((14, 90), (16, 60)):
        begins = datetime(2026, 9, day, 22, tzinfo=UTC)
        plan_session(row.activity, begins, minutes, by=STEWARD, at=NOW)
    Session.objects.filter(day=date(2026, 9, 16)).update(state=Session.State.CANCELLED)
    for path in (f"{HERE}.ics", f"{HERE}/{row.uuid}.ics"):
        read = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
        assert [(one.decoded("dtstart").astimezone(UTC).hour, one.decoded("duration")) for one in read] == [
            (22, timedelta(minutes=90)), (22, timedelta(minutes=60)),
        ]  # fmt: skip
        assert [str(one["status"]) for one in read] == ["CONFIRMED", "CANCELLED"]
        assert len({str(one["uid"]) for one in read}) == 2


def test_one_follows_what_every_ecosystem_shows(made: Valley) -> None:
    offered(made, "Talk of Aspen", begins=time(16))
    offered(valley(slug="birch"), "Talk of Birch", begins=time(16))
    offered(valley(slug="cedar", public=False), "Hidden")
    assert set(events("/opportunities.ics")) == {"Talk of Aspen", "Talk of Birch"}
    feed = Client().get("/opportunities.atom").content.decode()
    assert "Talk of Birch" in feed
    assert "Hidden" not in feed
    page = Client().get("/find/").content.decode()
    assert 'href="/opportunities.ics"' in page
    assert 'href="/opportunities.atom"' in page


def test_an_event_keeps_its_uid_and_counts_its_changes(made: Valley) -> None:
    row = offered(made, "Talk", begins=time(16))
    (before,) = events(f"{HERE}/{row.uuid}.ics").values()
    row.refresh_from_db()
    actions.edit_opportunity(row, {"title": "Long talk"}, by=STEWARD, at=NOW)
    (after,) = events(f"{HERE}/{row.uuid}.ics").values()
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]


def test_an_event_counts_on_when_its_place_is_called_otherwise(made: Valley) -> None:
    row = offered(made, "Talk", begins=time(16), site_id=made.maker.pk)
    (before,) = events(f"{HERE}/{row.uuid}.ics").values()
    edit_organisation(made.maker, {"name": "Elm School"}, by=STEWARD, at=NOW)
    (after,) = events(f"{HERE}/{row.uuid}.ics").values()
    assert "Elm School" in after["location"]
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


def test_a_place_is_offered_to_programs_as_long_as_one_is_free() -> None:
    made = placed(valley(learners=1))
    row = offered(made, "Robots", capacity=1, guardian_agrees=False)

    def told() -> str:
        said = Client().get(f"{HERE}/{row.uuid}.jsonld").json()
        return str(said["offers"]["availability"]).rpartition("/")[2]

    assert told() == "InStock"
    line = {"ecosystem": made.place, "opportunity": row, "person": made.learners[0]}
    one = SignUp.objects.create(**line, state="waiting", asked_at=NOW)
    assert told() == "SoldOut"
    one.delete()
    type(row).objects.update(taken=1)
    assert told() == "SoldOut"
    type(row).objects.update(takes_signups=False)
    assert told() == "InStock"
    type(row).objects.update(state="closed")
    assert told() == "SoldOut"


def test_an_event_tells_when_where_and_by_whom(made: Valley) -> None:
    made.kind.key = "meet-up"
    made.kind.save()
    row = offered(made, "Meet", ends=None, organisation_id=None, capacity=20)
    said = Client().get(f"{HERE}/{row.uuid}.jsonld").json()
    assert said["@type"] == "Event"
    assert (said["startDate"], said["endDate"]) == ("2026-09-14", "2026-09-14")
    assert said["organizer"]["url"].endswith("/e/aspen/")
    assert said["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


@pytest.mark.parametrize(
    ("languages", "code", "named"),
    [
        (["ko"], "en", "Opportunities: "),
        (["de", "es"], "es", "Oportunidades: "),
        (["es"], "es", "Oportunidades: "),
    ],
)
def test_a_calendar_and_a_feed_are_in_the_first_language_there_are_words_in(
    made: Valley, languages: list[str], code: str, named: str
) -> None:
    made.place.languages = languages
    made.place.save()
    offered(made, "Talk", begins=time(16), minutes=45, ends=None)
    assert f"X-WR-CALNAME:{named}" in Client().get(f"{HERE}.ics").content.decode()
    assert f'xml:lang="{code}"' in Client().get(f"{HERE}.atom").content.decode()
