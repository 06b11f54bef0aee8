"""One's own password: set, changed, and refused."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core import mail
from django.test import Client

from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account, Person

pytestmark = pytest.mark.django_db
GOOD = "hazel bramble thorn rose"


def _signed_in(person: Person, proved: str = "ada@example.org") -> Client:
    browser = Client()
    session = browser.session
    session["person_id"] = person.pk
    session["proved"] = proved
    session.save()
    return browser


def _sent(browser: Client, new: str, old: str = "") -> int:
    return browser.post("/me/password/", {"old": old, "new": new, "again": new}).status_code


def test_a_first_password_is_set_with_the_own_address_and_the_session_is_renewed() -> None:
    ada = factories.person(email="ada@example.org")
    browser = _signed_in(ada)
    before = browser.session.session_key
    assert _sent(browser, GOOD) == 302
    assert browser.session.session_key != before
    assert browser.session["person_id"] == ada.pk
    ada.refresh_from_db()
    assert ada.account is not None
    assert ada.account.check_password(GOOD)


def test_a_change_asks_for_the_old_one_and_a_weak_one_is_refused() -> None:
    account = Account(email="ada@example.org")
    account.set_password(GOOD)
    account.save()
    browser = _signed_in(factories.person(account=account))
    other = "willow oak elder ash"
    assert _sent(browser, other, "wrong") == 409
    assert _sent(browser, "password", GOOD) == 422
    account.refresh_from_db()
    assert account.check_password(GOOD)
    assert _sent(browser, other, GOOD) == 302
    account.refresh_from_db()
    assert account.check_password(other)


@pytest.mark.parametrize("sent_to", ["ada@example.org", "boss@example.org"])
def test_a_first_password_needs_a_letter_read_at_the_address(
    sent_to: str, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    ada = factories.person(email="ada@example.org")
    browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/sign-in/", {"email": "ada@example.org"})
    (link,) = re.findall(r"/sign-in/\S+/", mail.outbox[0].body)
    # the address is changed to another's after the letter left
    Person.objects.filter(pk=ada.pk).update(email=sent_to)
    assert browser.post(link).status_code == 302
    assert _sent(browser, GOOD) == (302 if sent_to == "ada@example.org" else 409)
    assert Account.objects.count() == (1 if sent_to == "ada@example.org" else 0)


def test_an_address_of_somebody_elses_account_is_not_taken_over() -> None:
    Account.objects.create(email="ada@example.org")
    assert _sent(_signed_in(factories.person(email="ada@example.org")), GOOD) == 404
    assert Account.objects.get().password == ""


def test_who_has_no_address_has_no_password_and_outsiders_find_nothing() -> None:
    bo = factories.person(name="Bo")
    assert _sent(_signed_in(bo), GOOD) == 422
    assert Account.objects.count() == 0
    assert Client().get("/me/password/").status_code == 404
