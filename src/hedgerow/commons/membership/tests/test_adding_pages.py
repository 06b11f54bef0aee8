"""Who and what is added by hand takes part at once."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db
OAK = {"name": "Oak School", "kind": "School", "sector": "school"}


def browser_of(somebody: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "listed"), [("School", False), ("partner", True)])
def test_an_organisation_added_by_hand_takes_part_from_today(kind: str, listed: bool) -> None:
    aspen = factories.ecosystem()
    browser, address = browser_of(factories.convener(aspen)), f"/e/{aspen.slug}/organisations/new/"
    box = next(re.finditer(r'<input[^>]*name="joins"[^>]*>', browser.get(address).content.decode()))
    assert "checked" in box.group()
    sent = {**OAK, "kind": kind, "joins": "on"}
    assert browser.post(address, sent).status_code == 302
    spell = OrganisationMembership.objects.get(organisation__name="Oak School")
    assert (spell.ecosystem, spell.partner, spell.ends) == (aspen, listed, None)
    assert spell.starts == timezone.localdate()
    assert Fact.objects.filter(kind="membership.organisations_joined").count() == 1
    assert "Oak School" in browser.get(f"/e/{aspen.slug}/invitations/new/").content.decode()


def test_an_organisation_may_be_noted_without_taking_part() -> None:
    aspen = factories.ecosystem()
    browser_of(factories.convener(aspen)).post(f"/e/{aspen.slug}/organisations/new/", OAK)
    assert Organisation.objects.get().name == "Oak School"
    assert not OrganisationMembership.objects.exists()


def test_a_learner_is_added_with_school_and_grade_in_one_step() -> None:
    aspen = factories.ecosystem()
    oak, browser = factories.member_school(aspen), browser_of(factories.convener(aspen))
    sent = {"name": "Kim Lee", "role": "learner", "organisation": str(oak.uuid), "grade": "5"}
    assert browser.post(f"/e/{aspen.slug}/people/new/", sent).status_code == 302
    held = Assignment.objects.get(person__name="Kim Lee")
    assert (held.role, held.organisation, held.grade) == ("learner", oak, "5")
    assert held.starts == timezone.localdate()


@pytest.mark.slow
def test_a_person_may_be_added_without_a_role() -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    assert browser.post(f"/e/{aspen.slug}/people/new/", {"name": "Kim"}).status_code == 302
    kim = Person.objects.get(name="Kim")
    assert not kim.assignments.exists()
    page = browser.get(f"/e/{aspen.slug}/people/{kim.uuid}/").content.decode()
    assert "Give a role" in page


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"role": "educator"}, "organisation"),
        ({"role": "learner"}, "organisation"),
        ({"grade": "5"}, "role"),
        ({"role": "member", "grade": "5"}, "grade"),
    ],
)
def test_what_does_not_fit_a_role_is_told_and_nobody_is_added(sent: dict, field: str) -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    answer = browser.post(f"/e/{aspen.slug}/people/new/", {"name": "Kim", **sent})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Person.objects.filter(name="Kim").exists()


def test_a_likely_twin_asked_about_first_keeps_the_role_that_was_chosen() -> None:
    aspen = factories.ecosystem()
    factories.named(aspen, "Kim Lee")
    browser, address = browser_of(factories.convener(aspen)), f"/e/{aspen.slug}/people/new/"
    sent = {"name": "Kim Lee", "role": "member"}
    answer = browser.post(address, sent)
    assert answer.status_code == 409
    assert '<option value="member" selected>' in answer.content.decode()
    assert not Assignment.objects.filter(person__name="Kim Lee").exists()
    browser.post(address, {**sent, "sure": "1"})
    assert Assignment.objects.get(person__name="Kim Lee").role == "member"
