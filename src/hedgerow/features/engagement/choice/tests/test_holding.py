"""An opportunity whose places a round gives: nothing to sign up for, and a place once enrolled."""

import pytest
from django.urls import reverse

from hedgerow.commons.people.models import Person
from hedgerow.features.engagement.choice import actions
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.opportunities.tests.factories import Valley, valley

from .choosing import browser
from .factories import LATER, NOW, STEWARD, Made, a_round

pytestmark = pytest.mark.django_db
FREE = "Free places: 1 of 1."


@pytest.fixture
def made() -> tuple[Valley, Made]:
    there = valley()
    return there, a_round(1, (), ecosystem=there.place, opened=False)


@pytest.mark.slow
def test_what_a_round_gives_is_not_signed_up_for_and_is_ones_own_once_enrolled(made) -> None:
    there, here = made
    robots = there.offer(starts=None, capacity=1, guardian_agrees=False)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    client = browser(here.learners[0])
    page = reverse("opportunity", args=[there.place.slug, robots.uuid])
    assert FREE in client.get(page).content.decode()
    actions.open_round(here.row, by=STEWARD, at=NOW)
    actions.save_list(here.row, here.learners[0], [offer.uuid], by=STEWARD, at=NOW)
    actions.run_round(here.row, by=STEWARD, at=LATER)
    asks = browser(Person.objects.get(pk=there.ada.person_id))
    publish = reverse("choice-publish", args=[there.place.slug, here.row.uuid])
    assert "it cannot be taken back" in asks.get(publish).content.decode()
    actions.publish_round(here.row, by=STEWARD, at=LATER)
    said = client.get(page).content.decode()
    round_page = reverse("choice-round", args=[there.place.slug, here.row.uuid])
    assert f'<a href="{round_page}">Pathways</a>' in said
    assert FREE not in said
    assert "sign-up/" not in said
    actions.enrol_placed(here.row, by=STEWARD, at=LATER)
    back = reverse("choice-learner", args=[there.place.slug, here.row.uuid, here.learners[0].uuid])
    for address in (page, reverse("own-places", args=[there.place.slug])):
        said = client.get(address).content.decode()
        assert "has a place" in said
        assert "At any time" in said
        assert f'href="{back}"' in said
        assert "You can still sign up" not in said
    said = client.get(back).content.decode()
    assert "At any time" in said
    assert there.school.name in said
    assert Outcome.objects.get().offer == Offer.objects.get()
