"""What is offered elsewhere is chosen here without entering it twice."""

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.opportunities.actions import edit_opportunity, give_place
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley
from hedgerow.foundation.errors import Invalid, NotFound

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made() -> tuple[Valley, Made]:
    there = valley(1)
    return there, a_round(2, (), ecosystem=there.place, opened=False)


def test_an_offer_says_what_its_opportunity_says_until_the_round_is_run(made) -> None:
    there, here = made
    robots = there.offer(starts=None, capacity=2)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    assert (offer.title, offer.summary, offer.seats) == ("Robots", "We build a robot.", 2)
    assert (offer.site_id, offer.activity_id) == (there.school.pk, robots.activity_id)
    edit_opportunity(robots, {"title": "Kites", "capacity": 1}, by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    offer.refresh_from_db()
    assert (offer.title, offer.seats) == ("Kites", 1)
    for learner in here.learners:
        actions.save_list(here.row, learner, [offer.uuid], by=STEWARD, at=NOW)
    edit_opportunity(robots, {"capacity": 3}, by=STEWARD, at=NOW)
    give_place(robots, there.learners[0], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    assert Outcome.objects.filter(offer=offer).count() == 2
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    edit_opportunity(robots, {"title": "Boats"}, by=STEWARD, at=LATER)
    offer.refresh_from_db()
    assert (offer.title, offer.seats) == ("Kites", 2)


def test_an_opportunity_is_offered_once_and_not_without_seats_nor_from_elsewhere(made) -> None:
    there, here = made
    robots, endless = there.offer(starts=None, capacity=1), there.offer(title="Walks", starts=None)
    foreign = valley(slug="birch").offer(starts=None, capacity=1)
    draft = there.offer(title="Later", starts=None, capacity=1, opened=False)
    actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    for wrong, error in (
        (robots, Invalid), (endless, Invalid), (foreign, NotFound), (draft, NotFound)
    ):  # fmt: skip
        with pytest.raises(error):
            actions.take_opportunities(here.row, [wrong.uuid], by=STEWARD, at=NOW)
    assert Offer.objects.get().opportunity == robots
    said = {"opportunity_id": endless.pk, "seats": 4}
    assert actions.save_offer(here.row, said, by=STEWARD, at=NOW).seats == 4
    with pytest.raises(Invalid):
        actions.save_offer(here.row, {"seats": 4}, by=STEWARD, at=NOW)


def test_several_are_ticked_at_once_and_link_to_what_they_are(made) -> None:
    there, here = made
    rows = [there.offer(title=title, starts=None, capacity=1) for title in ("Kites", "Robots")]
    there.offer(title="Endless", starts=None)
    client = browser(Person.objects.get(pk=there.ada.person_id))
    url = reverse("choice-take", args=[there.place.slug, here.row.uuid])
    page = client.get(url).content.decode()
    assert "Kites · 1 seat · Makers" in page
    assert "Endless" not in page
    assert client.post(url, {"opportunities": [0]}).status_code == 422
    answer = client.post(url, {"opportunities": [one.pk for one in rows]})
    assert answer.status_code == 302
    assert list(Offer.objects.values_list("title", flat=True)) == ["Kites", "Robots"]
    lines = queries.round_page(STEWARD, here.fresh()).offers
    assert "Add something to choose" in client.get(url).content.decode()
    assert [line.opportunity for line in lines] == [one.uuid for one in rows]
