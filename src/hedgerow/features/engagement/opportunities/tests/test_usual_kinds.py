"""Usual kinds keep their name in every language, and are where one begins with none."""

import pytest
from django.utils.translation import override

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.activities.usual import KINDS
from hedgerow.features.engagement.opportunities import actions
from hedgerow.features.engagement.opportunities.models import OpportunityKind

from .factories import NOW, STEWARD, Valley, valley
from .test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def aspen() -> Valley:
    return valley()


def test_a_kind_that_was_renamed_keeps_its_words(aspen: Valley) -> None:
    saved = [{"key": "club", "name": "Makers after school"}]
    actions.save_kinds(aspen.place, saved, by=STEWARD, at=NOW)
    with override("ar"):
        assert str(OpportunityKind.objects.get()) == "Makers after school"


def test_saving_it_in_another_language_is_no_renaming(aspen: Valley) -> None:
    said = {"key": "club", "name": KINDS.words("club")["ar"]}
    done = actions.save_kinds(aspen.place, [said], by=STEWARD, at=NOW)
    assert (done.unchanged, OpportunityKind.objects.get().name) == (1, "Club")


def test_the_first_offer_begins_with_the_usual_kinds(aspen: Valley) -> None:
    OpportunityKind.objects.all().delete()
    ada, pia = browser(aspen.ada.person_id), browser(aspen.pia.person_id)
    usual = "/e/aspen/opportunities/kinds/usual/"
    assert usual in ada.get("/e/aspen/opportunities/new/").content.decode()
    assert usual not in pia.get("/e/aspen/opportunities/new/").content.decode()
    assert ada.post(usual, {"then": "offer"})["Location"] == "/e/aspen/opportunities/new/"
    assert OpportunityKind.objects.count() == len(KINDS.names)
    assert pia.post(usual).status_code == 403


def test_the_first_activity_does_too(aspen: Valley) -> None:
    ada = browser(aspen.ada.person_id)
    usual = "/e/aspen/activities/kinds/usual/"
    assert usual in ada.get("/e/aspen/activities/new/").content.decode()
    assert ada.post(usual)["Location"] == "/e/aspen/activities/new/"
    assert Kind.objects.filter(key="tutoring").exists()
    assert ada.post(usual)["Location"] == "/e/aspen/activities/kinds/"


@pytest.mark.slow
def test_the_form_leads_who_may_add_them_to_usual_kinds_that_are_not_there(aspen: Valley) -> None:
    ada, pia = browser(aspen.ada.person_id), browser(aspen.pia.person_id)
    page, kinds = "/e/aspen/opportunities/new/", 'href="/e/aspen/opportunities/kinds/"'
    said = ada.get(page).content.decode()
    assert f"{len(KINDS.names) - 1} usual kinds are not among these yet." in said
    assert kinds in said
    assert "needed before it opens" in said
    assert kinds not in pia.get(page).content.decode()
    actions.add_usual_kinds(aspen.place, by=STEWARD, at=NOW)
    assert "not among these yet" not in ada.get(page).content.decode()
