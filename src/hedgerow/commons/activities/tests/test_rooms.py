"""Rooms: added, changed, and where two sessions meet in one."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.errors import RoomThere
from hedgerow.commons.activities.models import Activity, Room, Session
from hedgerow.commons.activities.tests.factories import EARLIER, FIRST, STEWARD, Club, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db
NOW = FIRST - timedelta(days=1)


def library(made: Club, **values: object) -> Room:
    row = {"organisation_id": made.school.pk, "name": "Library", "capacity": 20, **values}
    return actions.add_room(made.ecosystem, row, by=STEWARD, at=EARLIER)


def another(made: Club, title: str, at: datetime, room: Room | None, minutes: int = 60) -> Session:
    """A session of another activity there."""
    row = {"kind_id": made.activity.kind_id, "title": title, "starts": date(2026, 9, 1)}
    found: Activity = actions.offer_activity(made.ecosystem, row, by=STEWARD, at=EARLIER)
    session = actions.plan_session(found, at, minutes, by=STEWARD, at=EARLIER)
    Session.objects.filter(pk=session.pk).update(room=room)
    return session


def met(made: Club) -> list[tuple[str, str]]:
    with time_machine.travel(NOW, tick=False):
        return [(one.one.title, one.other.title) for one in queries.clashes(made.ecosystem)]


def page(url: str, person: object, **sent: object) -> str:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(person.pk)  # type: ignore[attr-defined]
        return client.get(url).content.decode()


def test_a_room_is_added_and_changed_and_each_is_one_fact() -> None:
    made = club()
    row = library(made)
    actions.edit_room(row, {"capacity": 12, "note": "First floor"}, by=STEWARD, at=EARLIER)
    actions.edit_room(row, {"capacity": 12}, by=STEWARD, at=EARLIER)
    row.refresh_from_db()
    assert (row.capacity, row.note, row.revision) == (12, "First floor", 2)
    assert Fact.objects.filter(kind="activities.room_edited").count() == 1
    with pytest.raises(Stale):
        actions.edit_room(row, {"capacity": 9}, by=STEWARD, at=EARLIER, revision=1)


def test_an_organisation_has_one_room_of_a_name_and_none_holds_nobody() -> None:
    made = club()
    library(made)
    with pytest.raises(RoomThere):
        library(made)
    with pytest.raises(Invalid):
        library(made, name="Gym", capacity=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.create(ecosystem=made.ecosystem, organisation=made.school, name="Library")
    assert Room.objects.count() == 1


def test_who_teaches_at_a_school_adds_its_rooms_and_no_others() -> None:
    made = club()
    elm = factories.member_school(made.ecosystem, "Elm School")
    teacher = made.staff("educator", made.school)
    values = {"organisation_id": made.school.pk, "name": "Gym"}
    assert actions.add_room(made.ecosystem, values, by=teacher, at=EARLIER).name == "Gym"
    with pytest.raises(NotPermitted):
        actions.add_room(
            made.ecosystem, {**values, "organisation_id": elm.pk}, by=teacher, at=EARLIER
        )
    cy = factories.actor(factories.convener(factories.ecosystem("Birch")))
    with pytest.raises(NotPermitted):
        actions.add_room(made.ecosystem, {**values, "name": "Hall"}, by=cy, at=EARLIER)
    assert Room.objects.count() == 1


def test_an_organisation_of_elsewhere_has_no_rooms_here() -> None:
    made, birch = club(), factories.ecosystem("Birch")
    away = factories.member_school(birch)
    with pytest.raises(NotFound):
        library(made, organisation_id=away.pk)
    assert not Room.objects.exists()
