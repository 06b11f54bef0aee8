"""The pages of invitations: those who invite, and whoever opens the link."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.actions import Offer, invite_people
from hedgerow.commons.membership.actions.letters import secret_of
from hedgerow.commons.membership.models import Assignment, Invitation
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db


def browser_of(somebody: Person) -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = somebody.pk
    session.save()
    return browser


def link(aspen: Ecosystem, language: str = "en", email: str = "bo@example.org") -> str:
    by = factories.actor(factories.convener(aspen, "Ada Ash"))
    offer = Offer("member", language=language, message="Come along.")
    root = "https://x.example/"
    invite_people(aspen, [email], offer, by=by, at=timezone.now(), root=root)
    row = Invitation.objects.get(email=email)
    return f"/invitation/{secret_of(row.uuid, row.sending)}/"


def form(**values: str) -> dict[str, str]:
    given = {"addresses": "bo@example.org\ncy@example.org", "role": "member", "language": "en"}
    return {**given, **values}


def test_a_convener_invites_several_at_once_and_a_double_click_once() -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    address = f"/e/{aspen.slug}/invitations/new/"
    assert browser.get(address).status_code == 200
    sent = form(act_token="once")
    assert [browser.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert [row.sending for row in Invitation.objects.all()] == [1, 1]
    page = browser.get(f"/e/{aspen.slug}/invitations/").content.decode()
    assert "bo@example.org" in page
    assert "cy@example.org" in page


def test_faults_stand_beside_the_field_and_what_was_typed_stays() -> None:
    aspen = factories.ecosystem()
    browser = browser_of(factories.convener(aspen))
    sent = form(addresses="bo@example.org\nnonsense", role="educator")
    answer = browser.post(f"/e/{aspen.slug}/invitations/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“nonsense” is no e-mail address." in page
    assert 'id="id_addresses_error"' in page
    assert 'id="id_organisation_error"' in page
    assert "bo@example.org" in page
    assert not Invitation.objects.exists()


def test_an_invitation_is_sent_again_and_taken_back() -> None:
    aspen = factories.ecosystem()
    old = link(aspen)
    row = Invitation.objects.get()
    browser = browser_of(factories.convener(aspen, "Eve"))
    start = f"/e/{aspen.slug}/invitations/{row.uuid}/"
    assert browser.post(f"{start}again/").status_code == 302
    assert Client().get(old).status_code == 409
    assert browser.post(f"{start}withdraw/").status_code == 302
    row.refresh_from_db()
    assert (row.sending, row.withdrawn_at is None) == (2, False)


def test_the_page_of_a_link_says_who_invites_to_what_and_accepts_nothing() -> None:
    aspen = factories.ecosystem("Aspen Valley")
    page = Client().get(link(aspen)).content.decode()
    for words in ("Aspen Valley", "Ada Ash", "Member", "Come along.", "Your name"):
        assert words in page
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.slow
def test_a_newcomer_accepts_is_signed_in_and_the_link_is_spent() -> None:
    aspen = factories.ecosystem(public=False)
    address, browser = link(aspen), Client()
    assert browser.post(address, {"name": " "}).status_code == 422
    answer = browser.post(address, {"name": "Bo Birch"})
    assert answer["Location"] == "/home/"
    assert "Welcome to Aspen" in browser.get("/home/").content.decode()
    bo = Person.objects.get(name="Bo Birch")
    assert browser.session["person_id"] == bo.pk
    assert browser.get(f"/e/{aspen.slug}/").status_code == 200
    again = browser.post(address, {"name": "Bo Birch"})
    assert again.status_code == 409
    assert "Sign in" in again.content.decode()
    assert Assignment.objects.filter(role="member").count() == 1


def test_who_is_known_by_the_address_need_not_type_a_name() -> None:
    aspen = factories.ecosystem()
    bo = factories.person(aspen, "Bo Birch", email="bo@example.org")
    address, browser = link(aspen), Client()
    assert "Bo Birch" in browser.get(address).content.decode()
    assert browser.post(address, {"who": str(bo.uuid)}).status_code == 302
    assert browser.session["person_id"] == bo.pk
    assert Assignment.objects.get(person=bo).role == "member"


def test_somebody_else_of_that_address_gives_a_name() -> None:
    aspen = factories.ecosystem()
    factories.person(aspen, "Bo Birch", email="bo@example.org")
    address, browser = link(aspen), Client()
    assert browser.post(address, {"who": "new", "name": ""}).status_code == 422
    assert browser.post(address, {"who": "new", "name": "Dana"}).status_code == 302
    assert Assignment.objects.get(role="member").person.name == "Dana"


def test_the_page_speaks_the_language_of_the_letter_until_another_is_chosen() -> None:
    aspen = factories.ecosystem()
    address = link(aspen, "ar")
    assert 'dir="rtl"' in Client().get(address).content.decode()
    browser = Client()
    browser.cookies["django_language"] = "en"
    assert 'dir="rtl"' not in browser.get(address).content.decode()


@pytest.mark.slow
def test_twenty_invitations_take_as_many_queries_as_two() -> None:
    aspen = factories.ecosystem()
    by, browser, counts = factories.actor(factories.convener(aspen)), None, []
    oak = factories.member_school(aspen)
    browser = browser_of(factories.convener(aspen, "Eve"))
    for numbers in (range(2), range(2, 20)):
        to = [f"p{number}@example.org" for number in numbers]
        offer = Offer("educator", organisation=oak)
        invite_people(aspen, to, offer, by=by, at=timezone.now(), root="https://x.example/")
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(f"/e/{aspen.slug}/invitations/").content.decode()
        counts.append(len(seen))
    assert len(re.findall(r"p\d+@example.org</bdi>", page)) == 20
    assert counts[0] == counts[1]
