"""Two rounds over one opportunity: no seat is given twice, and the one that comes second says why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hedgerow.commons.membership.actions import make_token
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, errors
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.choice.rules.sharing import seats_for
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

seats = st.integers(0, 50)
slow = pytest.mark.slow
db = pytest.mark.django_db


@given(left=seats, promised=seats, first=seats, second=seats)
def test_two_rounds_together_never_have_more_than_is_free(
    left: int, promised: int, first: int, second: int
) -> None:
    one = seats_for(left, promised, 0, second, first)
    other = seats_for(left, promised, one, 0, second)
    assert 0 <= one + other <= max(0, left - promised)
    assert one >= min(first, max(0, left - promised))  # what it holds no later one takes


def test_what_is_new_goes_to_the_one_that_does_not_take_it_from_another() -> None:
    assert seats_for(7, 0, 0, 2, 5) == 5
    assert seats_for(7, 0, 5, 0, 2) == 2
    assert seats_for(5, 3, 0, 0) == 2


@pytest.fixture
def made() -> tuple[Valley, Made, Made, Opportunity]:
    """Robots have three seats; the first round has two learners and is open, the second a draft."""
    there = valley()
    first = a_round(2, (), ecosystem=there.place, opened=False)
    second = a_round(2, (), ecosystem=there.place, opened=False, title="Clubs")
    robots = there.offer(starts=None, capacity=3, guardian_agrees=False)
    actions.take_opportunities(first.row, [robots.uuid], by=STEWARD, at=NOW)
    actions.open_round(first.row, by=STEWARD, at=NOW)
    return there, first, second, robots


def taken(by_round: Made, robots: Opportunity) -> Offer:
    (offer,) = actions.take_opportunities(by_round.row, [robots.uuid], by=STEWARD, at=NOW)
    return offer


def wanted(by_round: Made) -> None:
    offer = Offer.objects.get(round=by_round.row, opportunity__isnull=False)
    for learner in by_round.learners:
        actions.save_list(by_round.row, learner, [offer.uuid], by=STEWARD, at=NOW)


def published(by_round: Made) -> None:
    actions.run_round(by_round.row, by=STEWARD, at=LATER)
    actions.publish_round(by_round.row, by=STEWARD, at=LATER)


def convener(there: Valley) -> Person:
    return Person.objects.get(pk=there.ada.person_id)


@db
@slow
def test_what_an_open_round_holds_is_not_taken_by_another(made) -> None:
    _there, _first, second, robots = made
    assert taken(second, robots).seats == 0
    with pytest.raises(errors.NothingToChoose):
        actions.open_round(second.row, by=STEWARD, at=NOW)
    edit_opportunity(robots, {"capacity": 5}, by=STEWARD, at=NOW)
    actions.open_round(second.row, by=STEWARD, at=NOW + timedelta(hours=1))
    assert Offer.objects.get(round=second.row).seats == 2


@db
@slow
def test_what_a_later_round_holds_the_first_does_not_take_when_it_is_run(made) -> None:
    _there, first, second, robots = made
    taken(second, robots)
    edit_opportunity(robots, {"capacity": 5}, by=STEWARD, at=NOW)
    actions.open_round(second.row, by=STEWARD, at=NOW + timedelta(hours=1))
    wanted(first)
    actions.run_round(first.row, by=STEWARD, at=LATER)
    assert [one.seats for one in Offer.objects.order_by("round")] == [3, 2]


@db
@slow
def test_a_later_round_keeps_what_it_holds_whatever_seats_an_earlier_one_says(made) -> None:
    there, first, second, _robots = made
    kites = there.offer(title="Kites", starts=None, capacity=5, guardian_agrees=False)
    held = taken(second, kites)
    actions.open_round(second.row, by=STEWARD, at=NOW + timedelta(hours=1))
    said = {"opportunity_id": kites.pk, "seats": 5}
    offer = actions.save_offer(first.row, said, by=STEWARD, at=NOW)
    assert offer.seats == 0
    assert actions.save_offer(first.row, {"seats": 5}, offer, by=STEWARD, at=NOW).seats == 0
    actions.remove_offer(offer, by=STEWARD, at=NOW)
    plain = actions.save_offer(first.row, {"title": "Chess", "seats": 4}, by=STEWARD, at=NOW)
    turned = {"opportunity_id": kites.pk}
    assert actions.save_offer(first.row, turned, plain, by=STEWARD, at=NOW).seats == 0
    held.refresh_from_db()
    assert held.seats == 5


@db
@slow
def test_an_earlier_round_keeps_what_it_holds_when_its_offer_is_saved_again(made) -> None:
    _there, first, second, robots = made
    taken(second, robots)
    edit_opportunity(robots, {"capacity": 5}, by=STEWARD, at=NOW)
    actions.open_round(second.row, by=STEWARD, at=NOW + timedelta(hours=1))
    offer = Offer.objects.get(round=first.row)
    assert actions.save_offer(first.row, {"seats": 0}, offer, by=STEWARD, at=NOW).seats == 3


@db
@slow
def test_what_was_promised_and_not_taken_up_is_not_given_again(made) -> None:
    _there, first, second, robots = made
    taken(second, robots)
    wanted(first)
    published(first)
    actions.open_round(second.row, by=STEWARD, at=NOW)
    assert Offer.objects.get(round=second.row).seats == 1
    wanted(second)
    published(second)
    assert Outcome.objects.filter(offer__isnull=False).count() == 3
    actions.enrol_placed(first.row, by=STEWARD, at=LATER)
    assert actions.enrol_placed(second.row, by=STEWARD, at=LATER).new == 1


@db
@slow
def test_a_result_that_another_round_has_overtaken_is_not_published(made) -> None:
    """Both opened with all the seats before rounds knew of one another."""
    _there, first, second, robots = made
    taken(second, robots)
    edit_opportunity(robots, {"capacity": 6}, by=STEWARD, at=NOW)
    actions.open_round(second.row, by=STEWARD, at=NOW + timedelta(hours=1))
    wanted(first)
    wanted(second)
    actions.run_round(second.row, by=STEWARD, at=LATER)
    edit_opportunity(robots, {"capacity": 3}, by=STEWARD, at=LATER)
    published(first)
    with pytest.raises(errors.PlacesTaken) as refused:
        actions.publish_round(second.row, by=STEWARD, at=LATER)
    assert refused.value.details["left"] == 1
    actions.run_round(second.row, "fewer seats", by=STEWARD, at=LATER)
    actions.publish_round(second.row, by=STEWARD, at=LATER)
    assert Outcome.objects.filter(offer__isnull=False).count() == 3


@db
@slow
def test_it_is_said_where_the_offer_is_taken_and_in_the_preview(made) -> None:
    there, first, second, robots = made
    client, where = browser(convener(there)), [there.place.slug, second.row.uuid]
    take = client.get(reverse("choice-take", args=where)).content.decode()
    assert "Robots · 0 seats · Makers · “Pathways” has 3" in take
    taken(second, robots)
    actions.save_offer(second.row, {"title": "Chess", "seats": 1}, by=STEWARD, at=NOW)
    page = client.get(reverse("choice-round", args=where)).content.decode()
    assert "Robots: “Pathways” holds 3 seats." in page
    wanted(first)
    published(first)
    actions.open_round(second.row, by=STEWARD, at=NOW)
    actions.run_round(second.row, by=STEWARD, at=LATER)
    preview = client.get(reverse("choice-results", args=where)).content.decode()
    assert "Robots: “Pathways” has promised 2 seats to learners" in preview


@db
@slow
def test_programs_are_told_too_learners_are_not(made) -> None:
    there, _first, second, robots = made
    taken(second, robots)
    url = f"/api/ecosystems/{there.place.slug}/choice/{second.row.uuid}"
    by = factories.actor(convener(there))
    secret = make_token("t", write=True, expires_at=None, by=by, at=timezone.now())[1]
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    (offer,) = program.get(url).json()["offers"]
    (claim,) = offer["claimed"]
    assert (offer["seats"], claim["title"], claim["seats"]) == (0, "Pathways", 3)
    actions.save_offer(second.row, {"title": "Chess", "seats": 1}, by=STEWARD, at=NOW)
    actions.open_round(second.row, by=STEWARD, at=NOW)
    page = reverse("choice-round", args=[there.place.slug, second.row.uuid])
    assert "holds 3 seats" not in browser(second.learners[0]).get(page).content.decode()
