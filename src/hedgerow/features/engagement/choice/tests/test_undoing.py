"""Undoing takes no seat that a round has promised, and asks for none where the place still counts as taken."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.errors import SeatsPromised
from hedgerow.commons.activities.models import Enrolment
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = LATER.date()
TO_COME = DAY + timedelta(days=60)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> tuple[Valley, Made, Opportunity]:
    """Robots have three seats, which an open round of two learners holds; one other belongs there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    there = valley(1)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=3, guardian_agrees=False)
    here.open_over(robots)
    return there, here, robots


def enrolled(there: Valley, robots: Opportunity, **said: object) -> Enrolment:
    """The one who belongs there, until a day to come."""
    row = {"activity_id": robots.activity_id, "person_id": there.learners[0].pk, "starts": DAY}
    rows = [{**row, "ends": TO_COME, **said}]
    activities.enrol_many(there.place, rows, takes_held=True, by=STEWARD, at=LATER)
    return Enrolment.objects.get()


def test_a_place_that_ends_later_is_not_given_back_into_a_promised_seat(made) -> None:
    there, here, robots = made
    edit_opportunity(robots, {"capacity": 2}, by=STEWARD, at=NOW)
    place = enrolled(there, robots)
    activities.take_back_place(place, by=STEWARD, at=LATER)
    here.publish()
    with pytest.raises(SeatsPromised):
        activities.give_back_place(robots.activity, place.uuid, by=STEWARD, at=LATER)
    assert not Enrolment.objects.exists()
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 2


def test_a_place_that_is_over_is_given_back_and_takes_no_seat(made) -> None:
    there, here, robots = made
    yesterday = DAY - timedelta(days=1)
    place = enrolled(there, robots, starts=yesterday, ends=yesterday)
    activities.take_back_place(place, by=STEWARD, at=LATER)
    edit_opportunity(robots, {"capacity": 2}, by=STEWARD, at=NOW)
    here.publish()
    activities.give_back_place(robots.activity, place.uuid, by=STEWARD, at=LATER)
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 2


def test_an_end_to_come_is_undone_by_who_counts_as_having_the_seat(made) -> None:
    there, here, robots = made
    place = enrolled(there, robots)
    here.publish()
    assert activities.resume_place(place, by=STEWARD, at=LATER).ends is None
    assert actions.enrol_placed(here.row, by=STEWARD, at=LATER).new == 2
