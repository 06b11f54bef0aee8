"""Enrolling straight in the activity: who does so is told what a round holds, and takes nothing promised."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.errors import SeatsHeld, SeatsPromised
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.activities.targets.enrolling import diff_enrolments
from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley
from hedgerow.foundation.targets import Record

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = LATER.date()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> tuple[Valley, Made, Opportunity]:
    """Robots have three seats, which an open round of two learners holds; two others belong there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    there = valley(2)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=3, guardian_agrees=False)
    here.open_over(robots)
    return there, here, robots


def enrol(robots: Opportunity, person: Person, **how: bool) -> None:
    activities.enrol(robots.activity, person, DAY, by=STEWARD, at=LATER, **how)


def convener(there: Valley) -> Person:
    return Person.objects.get(pk=there.ada.person_id)


def test_while_a_round_holds_them_one_says_so_and_it_gives_fewer(made) -> None:
    there, here, robots = made
    with pytest.raises(SeatsHeld) as refused:
        enrol(robots, there.learners[0])
    assert "“Pathways” holds the free seats of “Robots” (3)" in str(refused.value)
    assert not Enrolment.objects.exists()
    enrol(robots, there.learners[0], takes_held=True)
    here.publish()
    assert here.row.offers.get().seats == 2


def test_what_is_promised_nobody_else_takes_whatever_is_said(made) -> None:
    there, here, robots = made
    here.publish()
    enrol(robots, there.learners[0])  # three seats, two promised
    with pytest.raises(SeatsPromised):
        enrol(robots, there.learners[1], takes_held=True)
    enrol(robots, here.learners[0])  # one of the two
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 1
    enrol(robots, there.learners[1])  # nothing is held any more: the school has the room
    assert Enrolment.objects.count() == 4


def test_an_end_is_not_undone_into_a_promised_seat(made) -> None:
    there, here, robots = made
    edit_opportunity(robots, {"capacity": 2}, by=STEWARD, at=NOW)
    enrol(robots, there.learners[0], takes_held=True)
    place = Enrolment.objects.get()
    activities.end_place(place, DAY, dropped=True, by=STEWARD, at=LATER)
    here.publish()
    with pytest.raises(SeatsPromised):
        activities.resume_place(place, by=STEWARD, at=LATER)
    place.refresh_from_db()
    assert place.ends == DAY


def test_who_has_a_place_keeps_it_and_a_row_said_again_changes_nothing(made) -> None:
    there, _here, robots = made
    enrol(robots, there.learners[0], takes_held=True)
    enrol(robots, there.learners[0])
    assert Enrolment.objects.count() == 1


def test_the_pages_say_what_is_held_and_take_a_box(made) -> None:
    there, here, robots = made
    client, where = browser(convener(there)), [there.place.slug, robots.activity.uuid]
    said = client.get(reverse("activity", args=where)).content.decode()
    assert "Free seats that “Pathways” holds until 4 December 2026: 3." in said
    form = reverse("enrol", args=where)
    assert "Take seats that are held" in client.get(form).content.decode()
    body = {"learners": [str(there.learners[0].uuid)], "starts": DAY.isoformat()}
    told = client.post(form, body)
    assert told.status_code == 422
    assert "“Pathways” holds the free seats of “Robots” (3)" in told.content.decode()
    assert client.post(form, {**body, "takes_held": "on"}).status_code == 302
    here.publish()
    said = client.get(reverse("activity", args=where)).content.decode()
    assert "Seats that are given to learners who are not enrolled yet: 2." in said
    assert "Take seats that are held" not in client.get(form).content.decode()
    own = browser(here.learners[0]).get(reverse("activity", args=where)).content.decode()
    assert "Seats that are given" not in own


def test_the_list_of_places_of_the_opportunity_says_the_same(made) -> None:
    there, here, robots = made
    page = reverse("opportunity-places", args=[there.place.slug, robots.uuid])
    client = browser(convener(there))
    assert "The places are given by a round of choice" in client.get(page).content.decode()
    here.publish()
    said = client.get(page).content.decode()
    assert "Free places: 3 of 3." in said
    assert "Seats that are given to learners who are not enrolled yet: 2." in said


def test_programs_are_told_and_may_say_so(made) -> None:
    there, _here, robots = made
    by = factories.actor(convener(there))
    secret = make_token("t", write=True, expires_at=None, by=by, at=LATER)[1]
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    url = f"/api/ecosystems/{there.place.slug}/activities/{robots.activity.uuid}/places"
    body = {"persons": [str(there.learners[0].uuid)], "starts": DAY.isoformat()}
    how = {"content_type": "application/json"}
    told = program.post(url, body, **how)
    assert (told.status_code, told.json()["code"]) == (409, "activities.seats_held")
    assert program.post(url, {**body, "takes_held": True}, **how).json()["new"] == 1


def test_a_file_says_row_by_row_which_learners_have_no_seat(made) -> None:
    there, here, robots = made
    here.publish()
    Activity.objects.filter(pk=robots.activity_id).update(code="R")
    people = [*there.learners, here.learners[0]]
    for number, one in enumerate(people):
        Person.objects.filter(pk=one.pk).update(code=f"L{number}")
    rows = [
        Record(line, "", {"activity_code": "R", "person_code": f"L{line}", "starts": DAY})
        for line in range(3)
    ]
    found = diff_enrolments(there.place, rows)
    assert [(one.line, one.code) for one in found.problems] == [(1, "activities.seats_held")]


def test_it_asks_two_questions_more_where_nothing_is_held(made) -> None:
    there, here, robots = made
    here.publish()
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    with CaptureQueriesContext(connection) as asked:
        enrol(robots, there.learners[0])
    assert sum("choice_offer" in one["sql"] for one in asked) == 2
