"""Signing in by link and password, and out."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from hedgerow.commons.membership import actions
from hedgerow.commons.membership.models import SignInLink
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Account

pytestmark = pytest.mark.django_db


def _asked(client: Client, address: str) -> str:
    """The page that answers, with the tokens of its forms."""
    return client.post("/sign-in/", {"email": address}).content.decode()


def test_a_known_address_gets_a_link_and_an_unknown_one_the_same_answer(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    factories.person(name="Ada", email="ada@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            re.sub(r'value="[^"]{30,}"', "", _asked(client, address))
            for address in ("ada@example.org", "nobody@example.org")
        ]
    assert answers[0] == answers[1]
    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert re.search(r"/sign-in/[\w-]{40,}/", sent.body)


def test_reading_a_link_spends_nothing_and_the_button_signs_in_once(client: Client) -> None:
    ada = factories.person()
    address = f"/sign-in/{actions.make_sign_in_link(ada, at=timezone.now())}/"
    assert client.get(address).status_code == 200
    assert SignInLink.objects.get().used_at is None
    before = client.session.session_key
    assert client.post(address).status_code == 302
    assert client.session["person_id"] == ada.pk
    assert client.session.session_key != before
    assert Client().post(address).status_code == 409


def test_a_password_signs_in_and_five_wrong_ones_lock_out_that_client_alone(client: Client) -> None:
    account = Account(email="ada@example.org")
    account.set_password("a long hedge of hazel")
    account.save()
    ada = factories.person(account=account)
    right = {"own-email": "ADA@example.org", "own-password": "a long hedge of hazel"}
    wrong = {**right, "own-password": "bramble"}
    answers = [client.post("/sign-in/password/", wrong).status_code for _ in range(4)]
    assert answers == [409] * 4
    assert "person_id" not in client.session
    assert client.post("/sign-in/password/", right).status_code == 302
    assert client.session["person_id"] == ada.pk
    assert Client().post("/sign-in/password/", right).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post("/sign-in/password/", right).status_code == 302


def test_signing_out_ends_the_session(client: Client) -> None:
    ada = factories.person()
    client.post(f"/sign-in/{actions.make_sign_in_link(ada, at=timezone.now())}/")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "person_id" not in client.session


def test_nobody_is_led_to_another_site(client: Client) -> None:
    address = f"/sign-in/{actions.make_sign_in_link(factories.person(), at=timezone.now())}/"
    assert client.post(address, {"next": "https://evil.example/"})["Location"] == "/home/"
