"""Passkeys belong to a name: where a page stands at a number, it says what to open instead."""

import pytest
from django.test import Client

from hedgerow.commons.membership.proving import SINCE
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db


def signed_in(lately: str = "2999-01-01T00:00:00+00:00") -> Client:
    browser = Client()
    session = browser.session
    ada = factories.convener(factories.ecosystem())
    Person.objects.filter(pk=ada.pk).update(email="ada@example.org")
    session["person_id"] = ada.pk
    session[SINCE] = lately
    session.save()
    return browser


def page(browser: Client, path: str, host: str) -> str:
    return browser.get(path, headers={"host": host}).content.decode()


@pytest.fixture(autouse=True)
def hosts(settings, tmp_path) -> None:
    settings.HEDGEROW_HOME = tmp_path
    settings.HEDGEROW_URL = ""
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "192.0.2.7", "[::1]", "aspen.example"]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000"])
def test_on_ones_own_machine_the_page_leads_to_its_name(host: str) -> None:
    said = page(signed_in(), "/me/second-factor/", host)
    assert "do not work at a number" in said
    assert "Add a passkey" not in said
    assert 'href="http://localhost:8000/me/second-factor/"' in said
    signing = page(Client(), "/sign-in/passkey/", host)
    assert 'href="http://localhost:8000/sign-in/passkey/"' in signing
    assert "Use a passkey" not in signing


def test_elsewhere_the_page_asks_for_the_name_and_at_a_name_for_nothing() -> None:
    browser = signed_in()
    said = page(browser, "/me/second-factor/", "192.0.2.7")
    assert ("at a number such as 192.0.2.7" in said, "localhost" in said) == (True, False)
    by_name = page(browser, "/me/second-factor/", "aspen.example")
    assert ("at a number" in by_name, "Add a passkey" in by_name) == (False, True)


def test_who_has_nothing_but_links_is_told_to_sign_in_by_one() -> None:
    said = page(signed_in(lately=""), "/sign-in/again/?next=/me/second-factor/", "aspen.example")
    assert "open to you for half an hour" in said
    assert "Show once more" not in said
