"""A seat has one holder at a time."""

from datetime import date

import pytest

from hedgerow.commons.bodies.actions import end_mandate, seat_people
from hedgerow.commons.bodies.errors import MandateOrder, SeatHeld
from hedgerow.commons.bodies.models import Mandate
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.tests.factories import ecosystem, person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome

from .factories import committee, row, seat

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


def test_a_seat_has_one_holder_at_a_time() -> None:
    eco = ecosystem()
    body, ada, bo = committee(eco), person(eco, "Ada"), person(eco, "Bo")
    first = row(seat(body), ada, SPRING, AUTUMN)
    assert seat_people(eco, [first], by=STEWARD, at=NOW) == Outcome(new=1)
    with pytest.raises(SeatHeld):
        seat_people(eco, [row(seat(body), bo, SUMMER)], by=STEWARD, at=NOW)
    with pytest.raises(SeatHeld):
        both = [row(seat(body, 2), person(eco, "Cy"), SPRING), row(seat(body, 2), bo, SUMMER)]
        seat_people(eco, both, by=STEWARD, at=NOW)
    assert Mandate.objects.count() == 1
    seat_people(eco, [row(seat(body), bo, AUTUMN)], by=STEWARD, at=NOW)
    assert Mandate.objects.count() == 2


def test_seating_again_changes_nothing_and_an_end_is_a_change() -> None:
    eco = ecosystem()
    body, ada = committee(eco), person(eco)
    given = row(seat(body), ada, SPRING)
    seat_people(eco, [given], by=STEWARD, at=NOW)
    facts = Fact.objects.count()
    assert seat_people(eco, [given], by=STEWARD, at=NOW) == Outcome(unchanged=1)
    assert Fact.objects.count() == facts
    ended = row(seat(body), ada, SPRING, SUMMER)
    assert seat_people(eco, [ended], by=STEWARD, at=NOW) == Outcome(changed=1)


def test_seats_and_people_of_elsewhere_are_not_found() -> None:
    eco, other = ecosystem(), ecosystem()
    body, ada, cy = committee(eco), person(eco), person(other, "Cy")
    with pytest.raises(NotFound):
        seat_people(eco, [row(seat(committee(other)), ada, SPRING)], by=STEWARD, at=NOW)
    with pytest.raises(NotFound):
        seat_people(eco, [row(seat(body), cy, SPRING)], by=STEWARD, at=NOW)
    assert not Mandate.objects.exists()


def test_a_mandate_ends_after_it_starts() -> None:
    eco = ecosystem()
    body, ada = committee(eco), person(eco)
    with pytest.raises(MandateOrder):
        seat_people(eco, [row(seat(body), ada, SUMMER, SPRING)], by=STEWARD, at=NOW)
    seat_people(eco, [row(seat(body), ada, SPRING)], by=STEWARD, at=NOW)
    mandate = Mandate.objects.get()
    with pytest.raises(MandateOrder):
        end_mandate(mandate, SPRING, by=STEWARD, at=NOW)
    end_mandate(mandate, SUMMER, by=STEWARD, at=NOW, reason="moved away")
    mandate.refresh_from_db()
    assert (mandate.ends, mandate.end_reason) == (SUMMER, "moved away")
