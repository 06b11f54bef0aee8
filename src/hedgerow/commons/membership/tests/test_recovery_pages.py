"""Pages on which recovery codes are made, and asked for when the passkey is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.membership.actions import make_sign_in_link, new_recovery_codes
from hedgerow.commons.membership.models import RecoveryCode
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.membership.tests.test_recovery_codes import with_passkey
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db


def entering(person: Person) -> Client:
    """A browser in which that person has followed a link, and is asked for the second step."""
    browser = Client()
    link = reverse("sign-in-link", args=[make_sign_in_link(person, at=timezone.now())])
    assert browser.post(link, {"act_token": "a"})["Location"] == reverse("sign-in-second")
    return browser


@pytest.mark.slow
def test_who_lost_the_passkey_signs_in_by_a_link_and_a_code() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=timezone.now())
    browser = entering(ada)
    step = reverse("sign-in-second")
    page = browser.get(step).content.decode()
    assert "If your passkey is lost" in page
    assert "six digits" not in page
    assert browser.post(step, {"code": "WRONG-WRONG", "act_token": "b"}).status_code == 409
    assert browser.get("/home/").status_code == 302
    assert browser.post(step, {"code": codes[3], "act_token": "c"})["Location"] == "/home/"
    assert "A recovery code let you in." in browser.get("/home/").content.decode()
    again = entering(ada)
    assert again.post(step, {"code": codes[3], "act_token": "d"}).status_code == 409


def test_who_made_none_is_asked_for_the_passkey_alone() -> None:
    ada, _by, _key = with_passkey()
    page = entering(ada).get(reverse("sign-in-second")).content.decode()
    assert 'name="code"' not in page


@pytest.mark.slow
def test_making_them_asks_anew_who_one_is_and_leads_back_to_the_page_that_offers_it() -> None:
    ada, by, _key = with_passkey()
    codes = new_recovery_codes(by=by, at=timezone.now())
    browser = factories.browser(ada)
    offered = browser.get(reverse("second-factor")).content.decode()
    assert "10 recovery codes are left" in offered
    session = browser.session
    session["since"] = (timezone.now() - timedelta(minutes=31)).isoformat()
    session.save()
    asked = browser.post(reverse("recovery-codes"), {"act_token": "a"})
    assert asked["Location"] == "/sign-in/again/?next=%2Fme%2Fsecond-factor%2F"
    assert RecoveryCode.objects.filter(used_at=None).count() == 10
    said = {"code": codes[0], "next": reverse("second-factor"), "act_token": "b"}
    assert browser.post("/sign-in/again/", said)["Location"] == reverse("second-factor")
    text = browser.post(reverse("recovery-codes"), {"act_token": "c"}).getvalue().decode()
    assert text.count("<code>") == 10
    assert codes[1] not in text


def test_the_page_urges_who_has_a_passkey_and_no_codes() -> None:
    ada, _by, _key = with_passkey()
    page = factories.browser(ada).get(reverse("second-factor")).content.decode()
    assert "There is none. Make some now" in page
