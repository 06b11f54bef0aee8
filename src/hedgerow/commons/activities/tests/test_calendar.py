"""A person's calendar as other programs read it, parsed by a library that did not write it."""

from datetime import UTC, date, timedelta

import pytest
import time_machine
import vobject
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Activity, CalendarFeed, Enrolment
from hedgerow.commons.activities.queries import secret_of
from hedgerow.commons.activities.tests.factories import FIRST, STEWARD, Club, club
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
NOW = FIRST - timedelta(days=2)


def address(person: Person) -> str:
    actions.make_feed(by=Actor(person_id=person.pk), at=NOW)
    row = CalendarFeed.objects.get(person=person)
    return reverse("calendar-feed", args=[secret_of(row.uuid, row.turn)])


def read(url: str, **headers: str) -> object:
    with time_machine.travel(NOW, tick=False):
        return Client().get(url, headers=headers)


def events(url: str) -> list[object]:
    answer = read(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return vobject.readOne(answer.content.decode()).contents.get("vevent", [])


def another(made: Club, title: str, **values: object) -> Activity:
    """Another activity there, with a session."""
    row = {"kind_id": made.activity.kind_id, "title": title, "starts": date(2026, 9, 1), **values}
    found = actions.offer_activity(made.ecosystem, row, by=STEWARD, at=NOW)
    actions.plan_session(found, FIRST, 60, by=STEWARD, at=NOW)
    return found


def guarded(made: Club, **values: object) -> Person:
    parent = factories.person(made.ecosystem, "Pa Parent")
    Guardian.objects.create(
        ecosystem=made.ecosystem, guardian=parent, learner=made.learners[0],
        starts=date(2026, 8, 1), **values,
    )  # fmt: skip
    return parent


@pytest.mark.slow
def test_a_learner_reads_the_sessions_of_the_days_of_the_place() -> None:
    made = club(learners=1, sessions=4)
    Enrolment.objects.update(starts=date(2026, 9, 8), ends=date(2026, 9, 21))
    found = events(address(made.learners[0]))
    assert [one.dtstart.value.date() for one in found] == [date(2026, 9, 14), date(2026, 9, 21)]
    assert found[0].summary.value == "Robotics"
    assert found[0].location.value == "Oak School"
    assert found[0].duration.value == timedelta(hours=1)


@pytest.mark.slow
def test_who_leads_reads_them_and_who_is_led_in_their_place_does_not() -> None:
    made = club(learners=0, sessions=2)
    sub = factories.person(made.ecosystem, "Sue")
    factories.assigned(sub, "tutor", made.ecosystem, made.maker)
    actions.substitute(made.session, sub, by=STEWARD, at=NOW)
    assert len(events(address(made.tutor))) == 1
    assert [one.dtstart.value for one in events(address(sub))] == [FIRST]


def test_a_parent_reads_where_the_child_is_by_name() -> None:
    made = club(learners=2, sessions=1)
    assert [one.summary.value for one in events(address(guarded(made)))] == ["Bo 00: Robotics"]


@pytest.mark.parametrize("values", [{"barred": True}, {"ends": date(2026, 9, 1)}])
def test_who_no_longer_answers_for_a_child_reads_nothing_of_it(values: dict[str, object]) -> None:
    made = club(learners=1, sessions=1)
    assert events(address(guarded(made, **values))) == []


@pytest.mark.slow
def test_times_are_by_the_persons_own_clocks_with_their_changes() -> None:
    made = club(learners=1, sessions=12)
    bo = made.learners[0]
    Person.objects.filter(pk=bo.pk).update(time_zone="Europe/Rome")
    text = read(address(bo)).content.decode()
    assert "DTSTART;TZID=Europe/Rome:20260907T170000" in text
    assert "BEGIN:VTIMEZONE" in text
    moments = [one.dtstart.value.astimezone(UTC) for one in events(address(bo))]
    assert moments == [FIRST + timedelta(weeks=n) for n in range(12)]


def test_without_a_zone_of_ones_own_they_are_by_those_of_the_ecosystem() -> None:
    made = club(learners=1, sessions=1)
    assert (
        "DTSTART;TZID=America/Chicago:20260907T100000"
        in read(address(made.learners[0])).content.decode()
    )


def test_in_utc_they_need_no_description_of_the_zone() -> None:
    made = club(learners=1, sessions=1)
    Person.objects.update(time_zone="UTC")
    text = read(address(made.learners[0])).content.decode()
    assert "DTSTART:20260907T150000Z" in text
    assert "VTIMEZONE" not in text


@pytest.mark.slow
def test_what_is_cancelled_says_so_and_what_moves_keeps_its_name_and_counts_on() -> None:
    made = club(learners=1, sessions=2)
    url = address(made.learners[0])
    before = {one.uid.value: int(one.sequence.value) for one in events(url)}
    actions.cancel_session(made.session, "Snow", by=STEWARD, at=NOW)
    second = made.sessions[1]
    moved = second.starts_at + timedelta(hours=2)
    actions.move_session(second, moved, by=STEWARD, at=NOW)
    after = events(url)
    assert [one.status.value for one in after] == ["CANCELLED", "CONFIRMED"]
    assert after[0].description.value.endswith("Cancelled: Snow")
    assert after[1].dtstart.value == moved
    assert {one.uid.value for one in after} == set(before)
    assert all(int(one.sequence.value) > before[one.uid.value] for one in after)


def test_another_title_of_the_activity_counts_on_too() -> None:
    made = club(learners=1, sessions=1)
    url = address(made.learners[0])
    before = int(events(url)[0].sequence.value)
    actions.edit_activity(made.activity, {"title": "Robots"}, by=STEWARD, at=NOW)
    [found] = events(url)
    assert found.summary.value == "Robots"
    assert int(found.sequence.value) > before


@pytest.mark.slow
def test_a_program_that_has_it_already_is_told_so_until_it_changes() -> None:
    made = club(learners=1, sessions=1)
    url = address(made.learners[0])
    tag = read(url)["ETag"]
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        assert Client().get(url, headers={"If-None-Match": tag}).status_code == 304
    actions.cancel_session(made.session, "Snow", by=STEWARD, at=NOW)
    again = read(url, **{"If-None-Match": tag})
    assert again.status_code == 200
    assert again["ETag"] != tag


@pytest.mark.slow
def test_a_new_address_ends_the_old_one_and_withdrawing_ends_both() -> None:
    made = club(learners=1)
    bo = made.learners[0]
    first, second = address(bo), address(bo)
    assert first != second
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    actions.withdraw_feed(by=Actor(person_id=bo.pk), at=NOW)
    assert read(second).status_code == 404
    with pytest.raises(NotFound):
        actions.withdraw_feed(by=Actor(person_id=bo.pk), at=NOW)


def test_a_stranger_makes_no_address_and_guesses_none() -> None:
    with pytest.raises(NotFound):
        actions.make_feed(by=Actor.public(), at=NOW)
    assert read("/calendar/0000.ics").status_code == 404
    assert not CalendarFeed.objects.exists()


def test_nothing_but_a_hash_of_the_address_is_kept() -> None:
    made = club(learners=1)
    secret = address(made.learners[0]).split("/")[-1].removesuffix(".ics")
    assert secret not in str(CalendarFeed.objects.values().get())


@pytest.mark.slow
def test_it_speaks_the_language_of_the_person() -> None:
    made = club(learners=1, sessions=1)
    Person.objects.update(language="es")
    actions.cancel_session(made.session, "Nieve", by=STEWARD, at=NOW)
    assert "Se canceló: Nieve" in read(address(made.learners[0])).content.decode()
