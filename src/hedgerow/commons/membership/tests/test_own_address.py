"""One's own address is replaced once a link sent to the new one is opened, and not before."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actions.own_address import forget_addresses
from hedgerow.commons.membership.models import AddressChange, SignInLink
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.actions import edit_own_details, edit_person
from hedgerow.commons.people.errors import OwnAddress
from hedgerow.commons.people.models import Account, Person
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
OLD, NEW = "ada@example.org", "ada.ash@example.org"
LINK = re.compile(r"/address/[\w-]{40,}/")


@pytest.fixture(autouse=True)
def letters_leave(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> DjangoCaptureOnCommitCallbacks:
    return django_capture_on_commit_callbacks


@pytest.fixture
def ada(client: Client) -> Person:
    person = factories.person(factories.ecosystem(), "Ada", email=OLD)
    session = client.session
    session["person_id"] = person.pk
    session.save()
    return person


def asked(client: Client, leave: DjangoCaptureOnCommitCallbacks, address: str = NEW) -> str:
    """The path of the link in the letter that was sent to the address."""
    with leave(execute=True):
        assert client.post("/me/address/", {"email": address}).status_code == 302
    assert mail.outbox[-1].to == [address.lower()]
    found = LINK.search(str(mail.outbox[-1].body))
    assert found
    return found[0]


def address_of(person: Person) -> str:
    person.refresh_from_db()
    return person.email


@pytest.mark.slow
def test_the_address_stays_until_the_link_is_opened_and_the_old_one_is_told(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    link = asked(client, letters_leave, "ADA.Ash@example.org")
    assert NEW in client.get("/me/address/").content.decode()
    assert Client().get(link).status_code == 200
    assert address_of(ada) == OLD
    with letters_leave(execute=True):
        assert client.post(link)["Location"] == "/me/details/"
    assert address_of(ada) == NEW
    assert mail.outbox[-1].to == [OLD]
    assert NEW in mail.outbox[-1].body
    assert client.post(link).status_code == 409
    assert not AddressChange.objects.exists()
    fact = Fact.objects.get(kind="people.details_edited")
    assert FactContent.objects.get(fact=fact).payload == {"fields": ["email"]}


def test_a_link_works_where_nobody_is_signed_in_and_signs_nobody_in(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    elsewhere, link = Client(), asked(client, letters_leave)
    assert elsewhere.post(link)["Location"] == "/sign-in/"
    assert "person_id" not in elsewhere.session
    assert address_of(ada) == NEW


def test_a_newer_link_ends_the_one_before(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    first = asked(client, letters_leave, "typo@example.org")
    second = asked(client, letters_leave)
    assert client.post(first).status_code == 409
    assert address_of(ada) == OLD
    assert client.post(second).status_code == 302
    assert address_of(ada) == NEW


def test_a_link_that_is_a_day_old_is_spent_and_forgotten(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    link = asked(client, letters_leave)
    AddressChange.objects.update(expires_at=timezone.now())
    assert client.post(link).status_code == 409
    assert address_of(ada) == OLD
    assert forget_addresses(timezone.now() - timedelta(hours=1)) == 0
    assert forget_addresses(timezone.now()) == 1


@pytest.mark.parametrize("typed", ["nonsense", OLD, "ADA@example.org", ""])
def test_what_is_no_new_address_gets_no_letter(ada: Person, client: Client, typed: str) -> None:
    assert client.post("/me/address/", {"email": typed}).status_code == 422
    assert mail.outbox == []
    assert not AddressChange.objects.exists()


def test_nobody_floods_a_stranger_with_letters(ada: Person, client: Client) -> None:
    sent = [client.post("/me/address/", {"email": NEW}).status_code for _ in range(6)]
    assert sent == [302] * 5 + [429]


def test_the_account_comes_along_and_links_sent_to_the_old_address_end(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    ada.account = Account.objects.create(email=OLD)
    ada.save()
    actions.make_sign_in_link(ada, at=timezone.now(), address=OLD)
    client.post(asked(client, letters_leave))
    ada.account.refresh_from_db()
    assert ada.account.email == NEW
    assert not SignInLink.objects.exists()


def test_the_account_of_somebody_else_is_not_taken(
    ada: Person, client: Client, letters_leave: DjangoCaptureOnCommitCallbacks
) -> None:
    ada.account = Account.objects.create(email=OLD)
    ada.save()
    Account.objects.create(email=NEW)
    client.post(asked(client, letters_leave))
    ada.account.refresh_from_db()
    assert ada.account.email is None  # the old address signs in nobody any more


@pytest.mark.slow
def test_no_other_way_leads_past_the_letter(ada: Person, client: Client) -> None:
    sent = {"name": "Ada", "email": NEW, "revision": 1}
    page = client.get("/me/details/").content.decode()
    assert 'name="email"' not in page
    assert "/me/address/" in page
    client.post("/me/details/", sent)
    edit_own_details({"email": NEW}, by=Actor(person_id=ada.pk), at=timezone.now())
    factories.assigned(ada, "convener", ada.kept_by)
    with pytest.raises(OwnAddress):
        edit_person(ada, {"email": NEW}, by=factories.actor(ada), at=timezone.now())
    assert address_of(ada) == OLD
