"""Calendars of all fourteen: holidays of the country, rooms, what recurs, notes, and who will be away."""

from __future__ import annotations

import pytest
from django.db.models import Exists, F, OuterRef, Q

from hedgerow.commons.activities.models import Absence, Enrolment, Note, Room, Series, Session
from hedgerow.commons.ecosystems.models import Ecosystem, Holiday
from hedgerow.commons.people.models import Organisation
from hedgerow.edges.blueprints.schema import available, load

from .conftest import AT

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def here(key: str) -> Q:
    return Q(ecosystem__slug=key) | Q(ecosystem__parent__slug=key)


@pytest.mark.parametrize("key", available())
def test_holidays_are_those_of_the_blueprint_in_three_years_and_nothing_is_held_on_them(
    key: str,
) -> None:
    days = Holiday.objects.filter(ecosystem__slug=key)
    assert days.count() == 3 * len(load(key).holidays) > 0
    within = Holiday.objects.filter(
        ecosystem=OuterRef("ecosystem"), starts__lte=OuterRef("day"), ends__gte=OuterRef("day")
    )
    groups = Session.objects.filter(ecosystem__slug=key, activity__code__startswith="sim-a")
    assert groups
    assert not groups.filter(Exists(within)).exists()


@pytest.mark.parametrize("key", available())
def test_each_site_has_a_room_in_which_an_activity_meets_by_a_rule(key: str) -> None:
    sites = Organisation.objects.filter(kept_by__slug=key, code__startswith="sim-s")
    rooms = Room.objects.filter(here(key))
    assert {*rooms.values_list("organisation", flat=True)} <= {*sites.values_list("pk", flat=True)}
    assert rooms.count() == min(sites.count(), 24)
    found = Series.objects.filter(here(key)).exclude(room=None)
    assert found.count() == rooms.count()
    assert not found.exclude(activity__site=F("room__organisation")).exists()
    assert {*found.values_list("origin", flat=True)} == {"simulated"}
    sessions = Session.objects.filter(series__in=found)
    assert not sessions.filter(day__lte=AT.date()).exists()
    assert not sessions.exclude(room=F("series__room")).exists()


@pytest.mark.parametrize("key", available())
def test_leaders_noted_what_came_of_sessions_that_were_held(key: str) -> None:
    notes = Note.objects.filter(ecosystem__slug=key)
    history = load(key).history
    assert history is not None
    assert {*notes.values_list("text", flat=True)} == {*history.calendar.notes}
    assert not notes.exclude(author=F("session__activity__leader")).exists()
    assert not notes.exclude(session__state="held", origin="simulated").exists()


@pytest.mark.parametrize("key", available())
def test_some_learners_are_excused_from_what_they_have_a_place_in(key: str) -> None:
    place = Ecosystem.objects.get(slug=key)
    told = list(Absence.objects.filter(ecosystem=place).select_related("person"))
    assert 1 <= len(told) <= 3
    for one in told:
        assert one.at < AT
        assert one.starts > AT.date()
        assert one.reported_by_id is not None
        assert Enrolment.objects.filter(person=one.person, activity__sessions__day=one.starts)
