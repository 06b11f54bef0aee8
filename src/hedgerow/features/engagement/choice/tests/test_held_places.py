"""Places that a round gives are not given away otherwise: by page, by program, or from the line."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests import factories
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.opportunities import actions as opportunities
from hedgerow.features.engagement.opportunities.errors import Full, HeldElsewhere
from hedgerow.features.engagement.opportunities.models import Opportunity, SignUp
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made() -> tuple[Valley, Made]:
    there = valley(2)
    return there, a_round(2, (), ecosystem=there.place, opened=False)


def taken(made: tuple[Valley, Made], **said: object) -> tuple[Opportunity, Offer]:
    """An opportunity of two places, offered in the round, which is open."""
    given = {"starts": None, "capacity": 2, "guardian_agrees": False, **said}
    robots = made[0].offer(**given)
    (offer,) = actions.take_opportunities(made[1].row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(made[1].row, by=STEWARD, at=NOW)
    return robots, offer


def test_nobody_signs_up_until_all_who_were_placed_are_enrolled(made) -> None:
    there, here = made
    robots, offer = taken(made)
    zoe, me = there.learners[0], factories.actor(there.learners[0])
    with pytest.raises(HeldElsewhere) as refused:
        opportunities.sign_up(robots, zoe, by=me, at=NOW)
    assert "“Pathways”" in str(refused.value)
    actions.save_list(here.row, here.learners[0], [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    with pytest.raises(HeldElsewhere):
        opportunities.sign_up(robots, zoe, by=me, at=LATER)
    assert not SignUp.objects.exists()
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    assert opportunities.sign_up(robots, zoe, by=me, at=LATER).state == "placed"


def test_page_and_program_say_the_same(made) -> None:
    there, _here = made
    robots, _offer = taken(made)
    somebody = there.learners[0]
    client = browser(somebody)
    page = reverse("sign-up", args=[there.place.slug, robots.uuid])
    said = client.post(page, {"person": str(somebody.uuid)})
    assert said.status_code == 409
    assert "are held for those to whom “Pathways” gives them" in said.content.decode()
    assert not SignUp.objects.exists()


def test_places_that_were_promised_are_not_given_to_others_by_hand(made) -> None:
    there, here = made
    robots, offer = taken(made)
    for learner in here.learners:
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    with pytest.raises(HeldElsewhere):
        opportunities.give_place(robots, there.learners[0], by=STEWARD, at=LATER)
    assert (
        opportunities.give_place(robots, here.learners[0], by=STEWARD, at=LATER).state == "placed"
    )
    with pytest.raises(HeldElsewhere):
        opportunities.give_place(robots, there.learners[0], by=STEWARD, at=LATER)
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    with pytest.raises(Full):
        opportunities.give_place(robots, there.learners[0], by=STEWARD, at=LATER)
    assert Outcome.objects.filter(offer=offer).count() == 2


def test_who_waits_is_asked_once_the_round_has_given_its_places(made) -> None:
    there, here = made
    robots = there.offer(starts=None, capacity=1, guardian_agrees=False)
    first, second = there.learners
    place = opportunities.sign_up(robots, first, by=STEWARD, at=NOW)
    line = opportunities.sign_up(robots, second, by=STEWARD, at=NOW)
    actions.save_offer(
        here.row, {"opportunity_id": robots.pk, "title": "x", "seats": 0}, by=STEWARD, at=NOW
    )
    actions.save_offer(here.row, {"title": "Y", "seats": 1}, by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    opportunities.withdraw(place, by=STEWARD, at=NOW)
    line.refresh_from_db()
    assert line.state == "waiting"
    actions.run_round(here.row, by=STEWARD, at=LATER)
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    assert robots.pk in opportunities.to_tend(LATER)
    opportunities.tend(robots.pk, LATER + timedelta(hours=1))
    line.refresh_from_db()
    assert line.state == "offered"
