"""The page of one's own calendar address, and calendars that anybody reads."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import CalendarFeed, Session
from hedgerow.commons.activities.queries import calendar, secret_of
from hedgerow.commons.activities.tests.factories import FIRST, STEWARD, club
from hedgerow.commons.activities.tests.test_calendar import NOW, address, another, events, read
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_page_shows_the_address_and_renews_and_withdraws_it() -> None:
    made = club(learners=1)
    client, url = signed_in(made.learners[0].pk), reverse("my-calendar")
    assert "Make an address" in client.get(url).content.decode()
    client.post(reverse("make-calendar"))
    shown = client.get(url).content.decode()
    row = CalendarFeed.objects.get()
    assert f"http://testserver/calendar/{secret_of(row.uuid, 1)}.ics" in shown
    assert "webcal://testserver/calendar/" in shown
    client.post(reverse("withdraw-calendar"))
    assert "The address was withdrawn" in client.get(url).content.decode()
    assert Client().get(url).status_code == 302


def test_the_public_calendar_holds_what_strangers_see_and_tells_no_reason() -> None:
    made = club(learners=1, sessions=2)
    another(made, "Hidden", public=False)
    actions.cancel_session(made.session, "A teacher is ill", by=STEWARD, at=NOW)
    url = reverse("ecosystem-calendar", args=[made.ecosystem.slug])
    found = events(url)
    assert {one.summary.value for one in found} == {"Robotics"}
    assert found[0].status.value == "CANCELLED"
    text = read(url).content.decode()
    assert "A teacher" not in text
    assert "Tam Tutor" not in text
    assert "DTSTART;TZID=America/Chicago" in text


def test_the_calendar_of_one_activity_holds_its_sessions_alone() -> None:
    made = club(sessions=2)
    other = another(made, "Other")
    url = reverse("activity-calendar", args=[made.ecosystem.slug, made.activity.uuid])
    assert {one.summary.value for one in events(url)} == {"Robotics"}
    assert read(url)["ETag"] != read(url.replace(str(made.activity.uuid), str(other.uuid)))["ETag"]


def test_what_is_not_public_has_no_public_calendar() -> None:
    made = club(public=False)
    url = reverse("activity-calendar", args=[made.ecosystem.slug, made.activity.uuid])
    assert read(url).status_code == 404
    assert signed_in(made.tutor.pk).get(url).status_code == 404
    made.ecosystem.public = False
    made.ecosystem.save()
    assert read(reverse("ecosystem-calendar", args=[made.ecosystem.slug])).status_code == 404


@pytest.mark.slow
def test_it_takes_as_many_queries_for_many_sessions_as_for_few() -> None:
    made = club(learners=1, sessions=2)
    whole = reverse("ecosystem-calendar", args=[made.ecosystem.slug])
    urls = address(made.learners[0]), whole
    [read(url) for url in urls]
    with CaptureQueriesContext(connection) as few:
        [read(url) for url in urls]
    rows = [
        {"activity_id": made.activity.pk, "starts_at": FIRST + timedelta(days=n), "minutes": 30}
        for n in range(20)
    ]
    actions.plan_sessions(made.ecosystem, rows, by=STEWARD, at=NOW)
    with CaptureQueriesContext(connection) as many:
        [read(url) for url in urls]
    assert len(many) == len(few)
    assert Session.objects.count() == 20


def test_once_an_ecosystem_is_closed_nothing_of_later_days_is_in_a_calendar() -> None:
    made = club(learners=1, sessions=3)
    Ecosystem.objects.filter(pk=made.ecosystem.pk).update(
        state="closed", closed_on=date(2026, 9, 10), kept_until=date(2027, 9, 10)
    )
    urls = reverse("ecosystem-calendar", args=[made.ecosystem.slug]), address(made.learners[0])
    assert [[one.dtstart.value for one in events(url)] for url in urls] == [[FIRST], [FIRST]]


@pytest.mark.parametrize(("most", "weeks"), [(9, [0, 1, 2, 3, 4]), (3, [2, 3, 4]), (1, [3])])
def test_where_there_are_too_many_what_is_coming_goes_first_and_the_nearest_of_the_past_next(
    most: int, weeks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, now = club(learners=1, sessions=5), FIRST + timedelta(weeks=2, days=1)
    for name in ("NEAR", "WHOLE"):
        monkeypatch.setattr(calendar, name, replace(getattr(calendar, name), most=most))
    bo = made.learners[0]
    own = calendar.calendar_of(Actor(person_id=bo.pk), bo, now)
    public = calendar.public_calendar(made.ecosystem, None, now)
    wanted = [FIRST + timedelta(weeks=n) for n in weeks]
    assert [[one.starts_at for one in found] for found in (own, public)] == [wanted, wanted]


@pytest.mark.slow
def test_the_calendar_of_an_ecosystem_goes_less_far_than_that_of_an_activity_and_says_so() -> None:
    made, now = club(sessions=60), FIRST + timedelta(weeks=20)
    whole = calendar.public_calendar(made.ecosystem, None, now)
    one = calendar.public_calendar(made.ecosystem, made.activity, now)
    told = [[(some[at].starts_at - FIRST).days // 7 for at in (0, -1)] for some in (whole, one)]
    assert told == [[16, 45], [8, 59]]
    url = reverse("ecosystem-calendar", args=[made.ecosystem.slug])
    said = vobject.readOne(read(url).content.decode()).contents
    assert said["description"][0].value.startswith("Sessions of the last four weeks")


def test_a_program_that_looks_again_the_same_day_is_told_that_nothing_changed() -> None:
    made, late = club(sessions=20), FIRST.replace(hour=23)
    url = reverse("ecosystem-calendar", args=[made.ecosystem.slug])
    with time_machine.travel(FIRST.replace(hour=1), tick=False):
        tag = Client().get(url)["ETag"]
    with time_machine.travel(late, tick=False):
        assert Client().get(url, headers={"If-None-Match": tag}).status_code == 304
    with time_machine.travel(late + timedelta(days=40), tick=False):
        assert Client().get(url, headers={"If-None-Match": tag}).status_code == 200
