"""A round and what it offers are told in several languages; each learner reads their own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.engagement.choice import actions, queries
from hedgerow.features.engagement.choice.forms import OfferForm, RoundForm
from hedgerow.features.engagement.choice.models import Offer, Outcome
from hedgerow.features.engagement.choice.queries.results import reasons_in
from hedgerow.features.engagement.choice.rule_forms import CriterionForm
from hedgerow.features.engagement.opportunities.actions import edit_opportunity
from hedgerow.features.engagement.opportunities.tests.factories import valley
from hedgerow.foundation.errors import Invalid

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


def api_of(made: Made) -> Any:
    """The round as a program that reads Spanish is sent it."""
    address = f"/api/ecosystems/{made.ecosystem.slug}/choice/{made.row.uuid}"
    made.fresh()
    return Client().get(address, headers={"accept-language": "es"}).json()


def test_the_api_hands_out_what_is_kept_with_the_other_languages_beside(made: Made) -> None:
    said = api_of(made)
    assert (said["title"], said["told"]) == (made.row.title, {"en": {}, **ROUND})
    assert (said["offers"][0]["title"], said["offers"][0]["told"]["es"]["title"]) == ("A", "Cocina")


def test_who_goes_first_is_read_in_the_readers_language_and_asked_once_a_language() -> None:
    made = a_round(opened=False)
    Ecosystem.objects.filter(pk=made.ecosystem.pk).update(languages=["en", "es"])
    row = made.fresh()
    sent = {"title": "Brothers", "title.es": "Hermanos", "kind": "sibling"}
    form = CriterionForm(sent, by=STEWARD, row=row)
    assert form.is_valid(), form.errors
    rule = actions.save_criterion(row, form.values(), by=STEWARD, at=NOW)
    assert rule.told == {"en": {}, "es": {"title": "Hermanos"}}
    assert CriterionForm(by=STEWARD, row=row, criterion=rule).initial["title.es"] == "Hermanos"
    with override("es"):
        (shown,) = queries.round_page(STEWARD, made.fresh()).rules
        assert (shown.title, shown.kept.title) == ("Hermanos", "Brothers")
    actions.open_round(made.fresh(), by=STEWARD, at=NOW)
    said = api_of(made)["rules"]
    assert [(one["title"], one["told"]) for one in said] == [("Brothers", rule.told)]


def test_what_is_told_of_a_rule_under_another_name_is_refused() -> None:
    made = a_round(opened=False)
    with pytest.raises(Invalid):
        wrong = {"title": "List", "kind": "list", "told": {"es": {"kind": "x"}}}
        actions.save_criterion(made.row, wrong, by=STEWARD, at=NOW)
    assert not made.row.criteria.exists()


def test_a_learner_is_told_who_went_first_in_their_language() -> None:
    made = a_round(2, opened=False)
    rule = {"title": "List", "kind": "list", "people": [], "told": {"es": {"title": "Lista"}}}
    kept = actions.save_criterion(made.row, rule, by=STEWARD, at=NOW)
    refusal = {
        "offer": made.offers["A"].pk, "rule": kept.pk, "seats": 1, "position": 2, "lot": 1,
    }  # fmt: skip
    outcome = Outcome(round=made.row, person=made.learners[0], refusals=[refusal])
    why = reasons_in(made.row)
    with override("es"):
        assert "“Lista”" in "".join(why(outcome, ""))
    assert "“List”" in "".join(why(outcome, ""))


@pytest.mark.slow
def test_a_round_with_twenty_rules_told_asks_as_often_as_one_with_two() -> None:
    counted = []
    made = a_round(opened=False)
    for many in (range(2), range(2, 20)):
        for number in many:
            told = {"es": {"title": f"Regla {number}"}}
            values = {"title": f"Rule {number}", "kind": "list", "told": told, "seats": 1}
            offer = actions.save_offer(
                made.fresh(), {"title": f"Offer {number}", "seats": 3}, by=STEWARD, at=NOW
            )
            actions.save_criterion(
                made.fresh(), {**values, "offer_id": offer.pk}, by=STEWARD, at=NOW
            )
        with override("es"), CaptureQueriesContext(connection) as seen:
            assert queries.rules_of(made.fresh())[-1].title == f"Regla {many[-1]}"
        counted.append(len(seen))
    assert counted[0] == counted[1]


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
