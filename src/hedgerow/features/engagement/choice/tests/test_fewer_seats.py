"""Fewer seats are left than a round has promised: as many as there are are taken up, the others are named."""

import pytest

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.errors import SeatsPromised
from hedgerow.commons.activities.models import Enrolment
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.errors import Full
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = LATER.date()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> tuple[Valley, Made, Opportunity]:
    """Robots have two seats, both given to the two learners of a published round; one other belongs there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    there = valley(1)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=2, guardian_agrees=False)
    published(here, robots)
    return there, here, robots


def published(here: Made, robots: Opportunity) -> None:
    here.open_over(robots)
    here.publish()


def over_with_another(there: Valley, here: Made, robots: Opportunity, learners: int) -> Made:
    """The round is over with nobody enrolled, and another has given its seats since."""
    actions.finish_round(here.row, by=STEWARD, at=LATER)
    other = a_round(learners, (), ecosystem=there.place, opened=False, title="Clubs")
    published(other, robots)
    return other


def test_after_the_capacity_was_lowered_the_first_is_enrolled_and_the_other_named(made) -> None:
    _there, here, robots = made
    edit_opportunity(robots, {"capacity": 1}, by=STEWARD, at=NOW)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (1, [Full.code])
    assert Enrolment.objects.get().person == here.learners[0]


def test_one_of_those_who_were_promised_a_seat_is_enrolled_alone(made) -> None:
    _there, here, robots = made
    edit_opportunity(robots, {"capacity": 1}, by=STEWARD, at=NOW)
    assert actions.enrol_one(here.row, here.learners[1], by=STEWARD, at=LATER).new == 1
    with pytest.raises(Full):
        actions.enrol_one(here.row, here.learners[0], by=STEWARD, at=LATER)
    assert Enrolment.objects.get().person == here.learners[1]


def test_somebody_who_walked_in_leaves_one_seat_fewer_and_nobody_else_has_it(made) -> None:
    there, here, robots = made
    came = {"activity_id": robots.activity_id, "person_id": there.learners[0].pk, "starts": DAY}
    activities.enrol_many(there.place, [{**came, "walk_in": True}], by=STEWARD, at=LATER)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (1, [Full.code])


def test_nobody_else_is_enrolled_where_fewer_are_left_than_promised(made) -> None:
    there, _here, robots = made
    edit_opportunity(robots, {"capacity": 1}, by=STEWARD, at=NOW)
    with pytest.raises(SeatsPromised):
        activities.enrol(
            robots.activity, there.learners[0], DAY, takes_held=True, by=STEWARD, at=LATER
        )
    assert not Enrolment.objects.exists()


def test_a_round_that_is_over_names_those_whose_seats_another_has_promised_since(made) -> None:
    there, here, robots = made
    other = over_with_another(there, here, robots, 2)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (0, [Full.code] * 2)
    with pytest.raises(Full):
        actions.enrol_one(here.row, here.learners[0], by=STEWARD, at=LATER)
    assert not Enrolment.objects.exists()
    assert actions.enrol_placed(other.row, by=STEWARD, at=LATER).new == 2


def test_a_round_that_is_over_enrols_in_what_another_has_not_promised(made) -> None:
    there, here, robots = made
    other = over_with_another(there, here, robots, 1)
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (1, [Full.code])
    assert actions.enrol_placed(other.row, by=STEWARD, at=LATER).new == 1


def test_two_published_rounds_enrol_as_many_as_there_are_seats(made) -> None:
    there, here, robots = made
    edit_opportunity(robots, {"capacity": 3}, by=STEWARD, at=NOW)
    other = a_round(1, (), ecosystem=there.place, opened=False, title="Clubs")
    published(other, robots)
    edit_opportunity(robots, {"capacity": 2}, by=STEWARD, at=NOW)
    done = actions.enrol_placed(other.row, by=STEWARD, at=LATER)
    assert (done.new, list(done.left)) == (1, [])
    done = actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert (done.new, [one.code for one in done.left]) == (1, [Full.code])
