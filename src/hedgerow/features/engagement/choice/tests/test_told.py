"""A round and what it offers are told in several languages; each learner reads their own."""

import pytest
from django.test import Client
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.forms import OfferForm, RoundForm
from hedgerow.features.engagement.choice.models import Offer
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.tests.factories import valley

from .factories import NOW, STEWARD, Made, a_round

pytestmark = pytest.mark.django_db
ROUND = {"es": {"title": "Elegir camino", "summary": "Hasta el viernes."}}


@pytest.fixture
def made() -> Made:
    found = a_round()
    Ecosystem.objects.filter(pk=found.ecosystem.pk).update(languages=["en", "es"])
    found.row.refresh_from_db()
    actions.edit_round(found.row, {"told": ROUND}, by=STEWARD, at=NOW)
    said = {"told": {"es": {"title": "Cocina"}}}
    actions.save_offer(found.fresh(), said, found.offers["A"], by=STEWARD, at=NOW)
    return found


def test_a_reader_meets_round_and_offers_in_their_language(made: Made) -> None:
    for language, title, offer in (("es", "Elegir camino", "Cocina"), ("ar", made.row.title, "A")):
        with override(language):
            page = queries.round_page(STEWARD, made.fresh())
            assert (page.title, page.offers[0].title) == (title, offer)
            assert (page.kept.title, page.offers[0].kept.title) == (made.row.title, "A")
            mine = queries.learner_page(STEWARD, made.fresh(), made.learners[0])
            assert mine.title == title
            assert offer in {one.title for one in mine.others}


def test_the_forms_ask_for_each_language_and_keep_what_nobody_changed(made: Made) -> None:
    row = made.fresh()
    form = RoundForm(ecosystem=row.ecosystem, row=row)
    assert form.initial["title.es"] == "Elegir camino"
    offer = Offer.objects.get(pk=made.offers["A"].pk)
    sent = {"title": "A", "title.es": "Cocina", "summary.es": "Rica", "seats": offer.seats}
    changed = OfferForm(sent, by=STEWARD, row=row, offer=offer)
    assert changed.is_valid(), changed.errors
    assert changed.values()["told"]["es"] == {"title": "Cocina", "summary": "Rica"}


def test_the_api_hands_out_what_is_kept_with_the_other_languages_beside(made: Made) -> None:
    address = f"/api/ecosystems/{made.ecosystem.slug}/choice/{made.row.uuid}"
    said = Client().get(address, headers={"accept-language": "es"}).json()
    assert (said["title"], said["told"]) == (made.row.title, {"en": {}, **ROUND})
    assert (said["offers"][0]["title"], said["offers"][0]["told"]["es"]["title"]) == ("A", "Cocina")


@pytest.mark.slow
def test_what_is_taken_from_an_opportunity_brings_its_languages_along() -> None:
    there = valley()
    here = a_round(0, (), ecosystem=there.place, opened=False)
    told = {"es": {"title": "Robots y más", "summary": "x" * 1200}}
    robots = there.offer(starts=None, capacity=2, told=told)
    (offer,) = actions.take_opportunities(here.row, [robots.uuid], by=STEWARD, at=NOW)
    assert offer.told == {"en": {}, "es": {"title": "Robots y más", "summary": "x" * 1000}}
    edit_opportunity(robots, {"told": {}}, by=STEWARD, at=NOW)
    actions.open_round(here.row, by=STEWARD, at=NOW)
    offer.refresh_from_db()
    assert offer.told == {}
