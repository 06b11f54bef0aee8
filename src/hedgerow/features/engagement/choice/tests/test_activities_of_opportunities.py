"""An offer entered by hand whose activity is an opportunity's is that opportunity, with its seats."""

from importlib import import_module

import pytest
from django.apps import apps

from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Offer
from hedgerow.features.engagement.opportunities.giving import is_held
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley
from hedgerow.foundation.errors import Invalid

from .factories import NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
mending = import_module(
    "hedgerow.features.engagement.choice.migrations.0003_activities_of_opportunities"
)


@pytest.fixture
def made() -> tuple[Valley, Made, Opportunity]:
    there = valley(0)
    here = a_round(4, (), ecosystem=there.place, opened=False)
    return there, here, there.offer(starts=None, capacity=2, guardian_agrees=False)


def by_hand(row: Made, robots: Opportunity) -> Offer:
    said = {"title": "Robots again", "seats": 4, "activity_id": robots.activity_id}
    return actions.save_offer(row.row, said, by=STEWARD, at=NOW)


def test_it_has_the_seats_of_the_opportunity_and_holds_them(made) -> None:
    there, here, robots = made
    offer = by_hand(here, robots)
    assert (offer.opportunity, offer.title, offer.seats) == (robots, "Robots", 2)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    assert is_held(robots) is not None
    other = a_round(1, (), ecosystem=there.place, opened=False, title="Clubs")
    assert by_hand(other, robots).seats == 0


def test_it_is_not_offered_twice_in_a_round_nor_parted_from_its_activity(made) -> None:
    _there, here, robots = made
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    with pytest.raises(Invalid):
        by_hand(here, robots)
    said = {"opportunity_id": None, "seats": 4}
    same = actions.save_offer(here.row, said, offer, by=STEWARD, at=NOW)
    assert (same.opportunity, same.seats) == (robots, 2)
    named = actions.save_offer(here.row, {**said, "activity_id": None}, same, by=STEWARD, at=NOW)
    assert (named.opportunity, named.activity, named.seats) == (None, None, 4)


def test_those_entered_before_become_the_opportunity_unless_it_is_there_already(made) -> None:
    there, here, robots = made
    both = a_round(1, (), ecosystem=there.place, opened=False, title="Clubs")
    actions.take_opportunities(both.row, [robots.uuid], by=STEWARD, at=NOW)
    for row in (here.row, both.row):
        Offer.objects.create(round=row, title="By hand", seats=4, activity=robots.activity)
    mending.name_opportunities(apps, None)
    assert Offer.objects.get(round=here.row).opportunity == robots
    assert Offer.objects.get(round=both.row, title="By hand").opportunity is None
