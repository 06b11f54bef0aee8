"""Bodies are founded with numbered seats, and a seat has one holder at a time."""

from datetime import date

import pytest

from hedgerow.commons.bodies.actions import edit_body, found_body, seat_people
from hedgerow.commons.bodies.errors import BodyExists, SeatsInUse
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import actor, assigned, convener, ecosystem, person
from hedgerow.foundation.errors import NotFound, NotPermitted, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

from .factories import TWO, committee, row, seat

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


def test_seats_are_numbered_through_the_constituencies() -> None:
    body = committee(ecosystem())
    shared = body.seats.order_by("number").values_list("number", "constituency__name")
    assert list(shared) == [(1, "Schools"), (2, "Schools"), (3, "Families")]
    assert Fact.objects.get().kind == "bodies.founded"


def test_a_convener_founds_a_body_and_a_member_does_not() -> None:
    eco = ecosystem()
    bo = person(eco, "Bo")
    assigned(bo, "member", eco)
    with pytest.raises(NotPermitted):
        found_body(eco, "council", "Council", by=actor(bo), at=NOW)
    assert not Body.objects.exists()
    found_body(eco, "council", "Council", by=actor(convener(eco)), at=NOW)
    assert Body.objects.get().key == "council"


def test_a_key_is_given_once_in_an_ecosystem() -> None:
    eco = ecosystem()
    committee(eco)
    with pytest.raises(BodyExists):
        committee(eco)
    assert Body.objects.count() == 1
    committee(ecosystem())


def test_a_hidden_ecosystem_is_not_found() -> None:
    hidden = ecosystem(public=False)
    cy = actor(convener(ecosystem()))
    with pytest.raises(NotFound):
        found_body(hidden, "council", "Council", by=cy, at=NOW)
    body = committee(hidden)
    with pytest.raises(NotFound):
        edit_body(body, by=cy, at=NOW, name="Mine")
    body.refresh_from_db()
    assert body.name == "Committee"


def test_a_body_above_belongs_to_the_same_ecosystem() -> None:
    with pytest.raises(NotFound):
        found_body(ecosystem(), "part", "Part", parent=committee(ecosystem()), by=STEWARD, at=NOW)
    assert not Body.objects.filter(key="part").exists()


def test_a_stale_edit_is_refused_with_both_versions() -> None:
    body = committee(ecosystem())
    edit_body(body, by=STEWARD, at=NOW, revision=1, name="Steering committee")
    with pytest.raises(Stale) as refusal:
        edit_body(body, by=STEWARD, at=NOW, revision=1, name="Board")
    assert refusal.value.theirs == {"name": "Steering committee"}


def test_more_seats_take_free_numbers_and_empty_ones_go() -> None:
    body = committee(ecosystem())
    more = ({"name": "Schools", "quota": 1}, {"name": "Families", "quota": 3})
    edit_body(body, by=STEWARD, at=NOW, constituencies=more)
    shared = body.seats.order_by("number").values_list("number", "constituency__name")
    assert list(shared) == [(1, "Schools"), (3, "Families"), (4, "Families"), (5, "Families")]


def test_sharing_the_same_again_writes_nothing() -> None:
    body = committee(ecosystem())
    facts = Fact.objects.count()
    edit_body(body, by=STEWARD, at=NOW, constituencies=TWO)
    assert Fact.objects.count() == facts


def test_a_seat_once_held_stays() -> None:
    eco = ecosystem()
    body = committee(eco)
    seat_people(eco, [row(seat(body, 3), person(eco), SPRING, SUMMER)], by=STEWARD, at=NOW)
    with pytest.raises(SeatsInUse):
        edit_body(body, by=STEWARD, at=NOW, constituencies=TWO[:1])
    assert body.seats.count() == 3
