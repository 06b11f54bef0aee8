"""A committee with numbered seats."""

from datetime import date

from hedgerow.commons.bodies.actions import found_body
from hedgerow.commons.bodies.models import Body, Seat
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.foundation.permissions import Actor

STEWARD = Actor.the_steward()
TWO = ({"name": "Schools", "quota": 2}, {"name": "Families", "quota": 1})


def committee(within: Ecosystem) -> Body:
    return found_body(within, "committee", "Committee", constituencies=TWO, by=STEWARD, at=NOW)


def seat(body: Body, number: int = 1) -> Seat:
    return body.seats.get(number=number)


def row(one: Seat, somebody, starts: date, ends: date | None = None) -> dict[str, object]:
    return {"seat_id": one.pk, "person_id": somebody.pk, "starts": starts, "ends": ends}
