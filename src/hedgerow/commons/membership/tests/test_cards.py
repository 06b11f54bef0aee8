"""Cards: issued and reset by those who may, printed once, and signing in with one."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.errors import CardUnknown, HasAddress
from hedgerow.commons.membership.models import Group, GroupPlace, SignInCard
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def a_class() -> tuple[Ecosystem, Group, Person, Person]:
    """An ecosystem, a class of it, Bo in it and Tove the tutor who leads it."""
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo, tove = factories.learner(oak, "Bo Birch"), factories.person(aspen, "Tove")
    factories.assigned(tove, "tutor", aspen)
    group = Group.objects.create(ecosystem=aspen, organisation=oak, name="5a", starts="2026-08-01")
    for person in (bo, tove):
        GroupPlace.objects.create(
            group=group, person=person, leads=person is tove, starts=factories.STARTS
        )
    return aspen, group, bo, tove


def signed_in(person: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = person.pk
    session.save()
    return browser


def test_a_tutor_issues_a_card_to_a_learner_of_the_own_group_and_it_is_journaled() -> None:
    aspen, _group, bo, tove = a_class()
    (issued,) = actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    card = SignInCard.objects.get()
    kept = f"{card.secret_hash} {card.code_hash}"
    assert issued.secret not in kept
    assert issued.code not in kept
    assert actions.sign_in_by_card(issued.secret, at=NOW) == bo
    assert actions.sign_in_by_code(issued.code.lower(), client="1", at=NOW) == bo
    card.refresh_from_db()
    assert card.last_used_at == NOW
    assert card.issued_by == tove
    assert Fact.objects.filter(kind="membership.cards_issued").count() == 1


def test_outsiders_and_those_without_the_learner_issue_nothing() -> None:
    aspen, _group, bo, _tove = a_class()
    other = factories.person(aspen, "Ty")
    factories.assigned(other, "tutor", aspen)
    cy = factories.convener(factories.ecosystem("Birch"), "Cy")
    for person in (cy, other):
        with pytest.raises(NotFound):
            actions.issue_cards(aspen, [bo], by=factories.actor(person), at=NOW)
    with pytest.raises(NotPermitted):
        actions.issue_cards(aspen, [bo], by=factories.actor(bo), at=NOW)
    assert SignInCard.objects.count() == 0


def test_nobody_signs_in_as_somebody_who_may_more() -> None:
    aspen, group, _bo, tove = a_class()
    ada = factories.convener(aspen)
    GroupPlace.objects.create(group=group, person=ada, starts=factories.STARTS)
    with pytest.raises(NotPermitted):
        actions.issue_cards(aspen, [ada], by=factories.actor(tove), at=NOW)
    factories.assigned(tove, "convener", factories.ecosystem("Birch"))
    with pytest.raises(NotPermitted):
        actions.issue_cards(aspen, [tove], by=factories.actor(ada), at=NOW)
    assert SignInCard.objects.count() == 0


def test_who_has_an_address_gets_no_card() -> None:
    aspen, _group, bo, tove = a_class()
    Person.objects.filter(pk=bo.pk).update(email="bo@example.org")
    with pytest.raises(HasAddress):
        actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    assert SignInCard.objects.count() == 0


def test_a_new_card_makes_the_old_one_useless_and_a_lost_one_is_revoked() -> None:
    aspen, _group, bo, tove = a_class()
    by = factories.actor(tove)
    (old,) = actions.issue_cards(aspen, [bo], by=by, at=NOW)
    (new,) = actions.issue_cards(aspen, [bo], by=by, at=NOW)
    with pytest.raises(CardUnknown):
        actions.sign_in_by_card(old.secret, at=NOW)
    with pytest.raises(CardUnknown):
        actions.sign_in_by_code(old.code, client="1", at=NOW)
    assert actions.sign_in_by_card(new.secret, at=NOW) == bo
    assert actions.revoke_card(aspen, bo, by=by, at=NOW)
    assert not actions.revoke_card(aspen, bo, by=by, at=NOW)
    with pytest.raises(CardUnknown):
        actions.sign_in_by_card(new.secret, at=NOW)


def test_the_database_keeps_one_valid_card_a_person() -> None:
    aspen, _group, bo, _tove = a_class()
    kept = {"ecosystem": aspen, "person": bo, "issued_at": NOW}
    SignInCard.objects.create(secret_hash="a", code_hash="a", **kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignInCard.objects.create(secret_hash="b", code_hash="b", **kept)


@pytest.mark.slow
def test_the_sheet_shows_each_code_once_and_its_letters_sign_in() -> None:
    aspen, group, bo, tove = a_class()
    address = f"/e/{aspen.slug}/groups/{group.uuid}/cards/"
    browser = signed_in(tove)
    page = browser.get(address).content.decode()
    assert "Bo Birch" in page
    token = re.search(r'name="act_token" value="([^"]+)"', page)
    assert token
    sent = {"people": [str(bo.uuid)], "act_token": token[1]}
    sheet = b"".join(browser.post(address, sent)).decode()
    code = re.search(r"<p class=\"code\".*?</p>", sheet, re.DOTALL)
    assert code
    letters = re.sub(r"<[^>]+>", "", code[0])
    assert "style=" not in sheet
    assert 'class="qr"' in sheet
    assert "data-print hidden" in sheet
    assert letters.strip() not in browser.get(address).content.decode()
    again = browser.post(address, sent, headers={"referer": f"http://testserver{address}"})
    assert again.status_code == 409
    assert f'href="{address}">Back' in again.content.decode()
    assert SignInCard.objects.count() == 1
    child = Client()
    assert child.post("/card/", {"code": letters}).status_code == 302
    assert child.session["person_id"] == bo.pk


def test_the_button_of_a_card_tells_no_name_and_signs_in_only_when_pressed() -> None:
    aspen, _group, bo, tove = a_class()
    (issued,) = actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    child = Client()
    page = child.get(f"/card/{issued.secret}/").content.decode()
    assert not re.search(r"\bBo\b", page)  # as a word: tokens may hold the letters
    assert SignInCard.objects.get().last_used_at is None
    child.post(f"/card/{issued.secret}/")
    assert child.session["person_id"] == bo.pk


@pytest.mark.slow
def test_wrong_codes_are_limited_and_right_ones_are_not_counted() -> None:
    aspen, _group, bo, tove = a_class()
    (issued,) = actions.issue_cards(aspen, [bo], by=factories.actor(tove), at=NOW)
    browser = Client()
    for _ in range(3):
        assert Client().post("/card/", {"code": issued.code}).status_code == 302
    answers = [browser.post("/card/", {"code": "CCC"}).status_code for _ in range(61)]
    assert answers == [409] * 60 + [429]
    assert browser.post("/card/", {"code": issued.code}).status_code == 429
    assert "person_id" not in browser.session
