"""Where two sessions meet in one room, and the pages that say so."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Room, Session
from hedgerow.commons.activities.tests.factories import EARLIER, FIRST, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import signed_in, tutor
from hedgerow.commons.activities.tests.test_rooms import NOW, another, library, met, page
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


def test_two_sessions_meet_where_one_begins_before_the_other_ends() -> None:
    made = club(sessions=1)
    room, other = library(made), library(made, name="Gym")
    Session.objects.update(room=room)
    another(made, "Choir", FIRST + timedelta(minutes=59), room)
    another(made, "Chess", FIRST + timedelta(minutes=60), other)
    another(made, "Drama", FIRST, other, minutes=60)
    another(made, "Free", FIRST, None)
    assert met(made) == [("Robotics", "Choir")]


def test_what_is_cancelled_takes_no_room() -> None:
    made = club(sessions=1)
    room = library(made)
    Session.objects.update(room=room)
    choir = another(made, "Choir", FIRST, room)
    actions.cancel_session(choir, "Ill", by=STEWARD, at=EARLIER)
    assert met(made) == []


def test_a_long_session_meets_each_of_several_short_ones() -> None:
    made = club(sessions=1)
    room = library(made)
    Session.objects.update(room=room, minutes=180)
    for n in range(3):
        another(made, f"Short {n}", FIRST + timedelta(minutes=60 * n), room, minutes=30)
    assert len(met(made)) == 3


def test_more_places_than_a_room_holds_are_told() -> None:
    made = club(learners=3, sessions=1)
    room = library(made, capacity=2)
    Session.objects.update(room=room)
    with time_machine.travel(NOW, tick=False):
        found = queries.crowded(made.ecosystem)
    assert [(one.places, one.capacity) for one in found] == [(3, 2)]


@pytest.mark.slow
def test_planning_into_a_room_that_is_taken_warns_and_still_plans() -> None:
    made = club(sessions=0)
    room = library(made)
    another(made, "Choir", FIRST, room)
    url = reverse("plan-sessions", args=[made.ecosystem.slug, made.activity.uuid])
    sent = {
        "first": "2026-09-07", "last": "2026-09-21", "repeats": "1", "weekdays": ["0"],
        "begins": "10:00", "minutes": "60", "room": room.pk,
    }  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        after = tutor(made).post(url, sent, follow=True).content.decode()
    said = after.replace("\u2068", "").replace("\u2069", "")
    assert "1 double booking, the room is taken: 7 September 2026, 10:00 (Choir)" in said
    assert made.activity.sessions.filter(room=room).count() == 3
    assert reverse("undo-series", args=[made.ecosystem.slug, made.activity.uuid]) in after


def test_the_page_of_rooms_lists_them_and_their_double_bookings() -> None:
    made = club(sessions=1)
    room = library(made)
    Session.objects.update(room=room)
    another(made, "Choir", FIRST, room)
    shown = page(reverse("rooms", args=[made.ecosystem.slug]), made.tutor)
    assert "Library" in shown
    assert "Double bookings" in shown
    assert "Choir" in shown
    one = page(reverse("room", args=[made.ecosystem.slug, room.uuid]), made.tutor)
    assert "holds 20 learners" in one
    assert "Change this room" not in one


def test_each_double_booking_of_many_leads_to_its_sessions() -> None:
    made = club(sessions=1)
    room = library(made)
    Session.objects.update(room=room)
    others = [another(made, f"Choir {n}", FIRST, room, minutes=60) for n in range(4)]
    shown = page(reverse("rooms", args=[made.ecosystem.slug]), made.tutor)
    assert "All double bookings" in shown
    first, _opened, rest = shown.partition("<details><summary>All double bookings")
    slug = made.ecosystem.slug
    for part in (first, rest):
        assert any(reverse("session", args=[slug, one.uuid]) in part for one in others)


def test_a_convener_adds_and_changes_rooms_on_their_pages() -> None:
    made = club()
    client = signed_in(factories.convener(made.ecosystem).pk)
    slug = made.ecosystem.slug
    sent = {"organisation": made.school.pk, "name": "Gym", "capacity": "30", "in_use": "on"}
    assert client.post(reverse("new-room", args=[slug]), sent).status_code == 302
    again = client.post(reverse("new-room", args=[slug]), sent)
    assert again.status_code == 422
    assert "There already is a room “Gym” there." in again.content.decode()
    row = Room.objects.get()
    url = reverse("room", args=[slug, row.uuid])
    assert client.post(url, {"name": "Gym", "capacity": "25", "revision": 1}).status_code == 302
    row.refresh_from_db()
    assert (row.capacity, row.in_use) == (25, False)


@pytest.mark.slow
def test_strangers_see_no_rooms_and_the_public_page_names_none() -> None:
    made = club(sessions=1)
    room = library(made)
    Session.objects.update(room=room)
    assert Client().get(reverse("rooms", args=[made.ecosystem.slug])).status_code == 302
    url = reverse("activity", args=[made.ecosystem.slug, made.activity.uuid])
    assert "Library" not in Client().get(url).content.decode()
    assert "Library" in page(url, made.tutor)


@pytest.mark.slow
def test_the_pages_take_as_many_queries_for_many_rooms_as_for_few(
    django_assert_max_num_queries: object,
) -> None:
    made = club(sessions=1)
    room = library(made)
    for n in range(2):
        another(made, f"A {n}", FIRST + timedelta(minutes=n), room)
    with time_machine.travel(NOW, tick=False), django_assert_max_num_queries(1):  # type: ignore[operator]
        assert len(queries.clashes(made.ecosystem)) == 1
    for n in range(20):
        another(made, f"B {n}", FIRST + timedelta(minutes=n), room)
    with time_machine.travel(NOW, tick=False), django_assert_max_num_queries(1):  # type: ignore[operator]
        assert len(queries.clashes(made.ecosystem)) == 100


def test_the_page_of_an_activity_marks_the_sessions_whose_room_is_taken_twice() -> None:
    made = club(sessions=2)
    room = library(made)
    Session.objects.update(room=room)
    another(made, "Choir", FIRST, room)
    url = reverse("activity", args=[made.ecosystem.slug, made.activity.uuid])
    assert page(url, made.tutor).count("room taken twice") == 1
    assert "room taken twice" not in Client().get(url).content.decode()
