"""A place of a round that is given back ends the enrolment; taken up again it goes on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.activities import actions as activities
from hedgerow.commons.activities.models import Attendance, Enrolment
from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import places_left
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AFTER = LATER + timedelta(days=7)


@pytest.fixture
def made() -> tuple[Valley, Made, Opportunity, Offer]:
    """Two learners who want the one place there is; whoever got it is enrolled."""
    there = valley(1)
    here = a_round(2, (), ecosystem=there.place, opened=False)
    robots = there.offer(starts=None, capacity=1, guardian_agrees=False)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    for learner in here.learners:
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    return there, here, robots, offer


def placed(offer: Offer) -> Outcome:
    return Outcome.objects.select_related("person").get(offer=offer)


def came(robots: Opportunity, one: Outcome) -> None:
    begins = datetime(2026, 12, 8, 15, tzinfo=UTC)
    session = activities.plan_session(robots.activity, begins, 60, by=STEWARD, at=LATER)
    mark = {"session_id": session.pk, "person_id": one.person_id, "status": "present"}
    activities.mark_many(robots.ecosystem, [mark], by=STEWARD, at=AFTER)


def test_it_ends_that_day_what_was_recorded_stays_and_the_next_comes(made) -> None:
    _there, here, robots, offer = made
    first = placed(offer).person
    came(robots, placed(offer))
    actions.give_back(here.row, first, by=factories.actor(first), at=AFTER)
    over = Enrolment.objects.get(person=first)
    assert (over.ends, over.dropped) == (AFTER.date(), True)
    assert Attendance.objects.filter(person=first).count() == 1
    second = placed(offer).person
    assert second != first
    assert places_left(robots) == 1
    assert actions.enrol_placed(here.row, by=STEWARD, at=AFTER).new == 1
    assert Enrolment.objects.get(ends=None).person == second


def test_one_that_has_not_begun_is_as_if_never_given(made) -> None:
    _there, here, _robots, offer = made
    first = placed(offer).person
    actions.give_back(here.row, first, by=factories.actor(first), at=LATER)
    assert not Enrolment.objects.filter(person=first).exists()


def test_asked_for_again_it_goes_on_where_the_seat_is_still_free(made) -> None:
    _there, here, robots, offer = made
    first = placed(offer).person
    other = next(one for one in here.learners if one != first)
    came(robots, placed(offer))
    me = factories.actor(first)
    actions.give_back(here.row, other, by=STEWARD, at=LATER)
    actions.give_back(here.row, first, by=me, at=AFTER)
    assert not Enrolment.objects.filter(ends=None).exists()
    page = reverse("choice-learner", args=[here.ecosystem.slug, here.row.uuid, first.uuid])
    assert "Ask for a place again" in browser(first).get(page).content.decode()
    back = actions.ask_again(here.row, first, by=me, at=AFTER)
    assert back.offer == offer
    again = Enrolment.objects.get(person=first)
    assert (again.ends, again.dropped) == (None, False)
    assert again.starts < AFTER.date()


def test_asked_for_again_nobody_loses_the_seat_that_went_on(made) -> None:
    _there, here, _robots, offer = made
    first = placed(offer).person
    me = factories.actor(first)
    with pytest.raises(errors.NotInThisState):
        actions.ask_again(here.row, first, by=me, at=LATER)
    actions.give_back(here.row, first, by=me, at=LATER)
    second = placed(offer).person
    assert actions.ask_again(here.row, first, by=me, at=LATER).offer is None
    assert placed(offer).person == second
    actions.give_back(here.row, second, by=factories.actor(second), at=LATER)
    assert placed(offer).person == first


def test_a_later_day_begins_an_enrolment_of_its_own(made) -> None:
    _there, here, robots, offer = made
    first = placed(offer).person
    other = next(one for one in here.learners if one != first)
    came(robots, placed(offer))
    actions.give_back(here.row, other, by=STEWARD, at=LATER)
    actions.give_back(here.row, first, by=STEWARD, at=AFTER)
    actions.ask_again(here.row, first, by=STEWARD, at=AFTER + timedelta(days=3))
    spells = Enrolment.objects.filter(person=first).order_by("starts")
    assert [one.ends for one in spells] == [AFTER.date(), None]


def test_a_place_signed_up_for_is_not_the_round_s_to_end(made) -> None:
    there, _here, _robots, _offer = made
    club = a_round(1, (), ecosystem=there.place, opened=False, title="Clubs")
    learner = club.learners[0]
    boats = there.offer(title="Boats", starts=None, capacity=2, guardian_agrees=False)
    (offer,) = actions.take_opportunities(club.row, [boats.uuid], by=STEWARD, at=NOW)
    opportunities.give_place(boats, learner, by=STEWARD, at=NOW)
    actions.open_round(club.row, by=STEWARD, at=NOW)
    actions.save_list(club.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(club.row, by=STEWARD, at=LATER)
    actions.publish_round(club.row, by=STEWARD, at=LATER)
    actions.give_back(club.row, learner, by=STEWARD, at=LATER)
    assert Enrolment.objects.get(activity=boats.activity, person=learner).ends is None
