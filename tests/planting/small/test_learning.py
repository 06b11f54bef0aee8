"""What learners of the fourteen reached, what offers are about, and what families agreed to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db.models import F

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Consent, ConsentPurpose
from hedgerow.commons.records.models import Progress
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.edges.blueprints.simulated_learning import Learning
from hedgerow.features.engagement.mentoring.models import Need, Offer
from hedgerow.features.engagement.opportunities.models import Opportunity

from .conftest import AT

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def learning(key: str) -> Learning:
    found = load(key).history
    assert found is not None
    return found.learning


COMING_FORWARD = [key for key in available() if learning(key).progress]


def test_several_have_items_that_are_of_learners_and_not_of_the_network() -> None:
    told = {*Progress.objects.values_list("ecosystem__slug", flat=True)}
    assert told == {*COMING_FORWARD}
    assert len(told) > 5


@pytest.mark.parametrize("key", COMING_FORWARD)
def test_progress_is_on_the_scale_of_its_item_and_rises_until_now(key: str) -> None:
    rows = Progress.objects.filter(ecosystem__slug=key).order_by("person", "item", "at")
    for row in rows.select_related("item__framework__scale", "item__scale"):
        assert row.item.rated_on is not None
        assert row.level in [value for value, _label in row.item.rated_on.steps]
        assert row.at < AT
    told = list(rows.values_list("person", "item", "level"))
    again = [(one, two) for one, two in pairwise(told) if one[:2] == two[:2]]
    assert again or key == "gwangmyeong"  # where a course is completed once
    assert all(one[2] < two[2] for one, two in again)
    assert {*rows.values_list("origin", flat=True)} == {"simulated"}


@pytest.mark.parametrize("key", COMING_FORWARD)
def test_a_level_was_seen_by_somebody_else_who_may_have_noted_it(key: str) -> None:
    rows = Progress.objects.filter(ecosystem__slug=key)
    assert not rows.filter(witnessed_by=F("person")).exists()
    assert not rows.filter(witnessed_by=None).exists()
    assert {*rows.values_list("note", flat=True)} - {""} <= {*learning(key).seen}


@pytest.mark.parametrize("key", available())
def test_opportunities_of_a_kind_are_about_the_items_that_are_told(key: str) -> None:
    about = learning(key).opportunities
    for one in Opportunity.objects.filter(ecosystem__slug=key).select_related("kind"):
        named = {f"{item.framework.key}/{item.code}" for item in one.items.all()}
        if one.kind.key in about and named:
            assert named == {*about[one.kind.key]}
    for kind in about:
        there = Opportunity.objects.filter(ecosystem__slug=key, kind__key=kind)
        assert not there or there.exclude(items=None).exists()


def test_who_helps_and_who_wishes_for_help_name_items_of_their_own_ecosystem() -> None:
    for model in (Offer, Need):
        rows = model.objects.exclude(items=None)
        assert {*rows.values_list("ecosystem__slug", flat=True)} == {"hive", "long-beach", "sat"}
        assert not rows.exclude(items__framework__ecosystem=F("ecosystem")).exists()


@pytest.mark.parametrize("key", available())
def test_consent_is_asked_in_each_language_and_answered_by_most(key: str) -> None:
    place = Ecosystem.objects.get(slug=key)
    for one in ConsentPurpose.objects.filter(ecosystem=place):
        assert {*one.titles} == {*one.texts} == {*place.languages}
    rows = Consent.objects.filter(ecosystem=place)
    assert "given" in {*rows.values_list("answer", flat=True)} <= {"given", "refused"}
    assert "recorded" in {*rows.values_list("capacity", flat=True)}
    assert not rows.filter(capacity="guardian", given_by=F("person")).exists()
    assert rows.count() >= 3 * rows.filter(answer="refused").count()
