"""No page stumbles over characters that no text has, on either database."""

import json

import pytest
from django.test import Client

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.models import AddressChange
from hedgerow.commons.membership.tests.factories import convener

pytestmark = pytest.mark.django_db
ODD = ("%00", "a%00b", "%1f", "%f4%8f%bf%bf", "%ff%fe")
PAGES = (
    "/?q={}&country={}&kind={}&feature={}&level={}&view=list",
    "/compare/?e={}&e=grove{}",
    "/e/grove/?part=a{}",
    "/e/grove/network/?kind={}&time={}&hub={}",
    "/e/grove/activities/?title=a{}&kind={}&sort={}&after={}&format={}",
    "/e/grove/organisations/?kind={}&name={}",
    "/e/grove/bodies/?name=a{}",
    "/e/grove/frameworks/?title=a{}",
    "/e/grove/people/?name=a{}&role={}&q={}",
    "/e/grove/groups/?name=a{}&kind={}",
    "/e/grove/profile/4.1/?from={}",
    "/sign-in/?next=/{}",
    "/api/ecosystems?search={}&after={}",
    "/api/ecosystems/grove/activities?title=a{}&kind={}",
    "/api/ecosystems/grove/people?name=a{}&role={}",
)
NOWHERE = (
    "/e/x%00/", "/sign-in/x%00/", "/card/%00/", "/invitation/%00x/", "/address/%00/",
    "/e/grove/profile/4.1%00/", "/api/ecosystems/gro%00ve",
)  # fmt: skip


@pytest.fixture
def grove() -> Ecosystem:
    return ecosystem("Grove", slug="grove")


@pytest.fixture
def ada(grove: Ecosystem) -> Client:
    """A browser in which the grove's convener has signed in."""
    browser = Client()
    session = browser.session
    session["person_id"] = convener(grove).pk
    session.save()
    return browser


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [PAGES[0], *(pytest.param(one, marks=pytest.mark.slow) for one in PAGES[1:])]
)
def test_a_search_is_read_without_them(page: str, ada: Client) -> None:
    for odd in ODD:
        for browser in (ada, Client()):
            answer = browser.get(page.replace("{}", odd))
            assert answer.status_code < 500, (odd, answer.content)


@pytest.mark.parametrize("path", NOWHERE)
def test_nothing_lies_at_an_address_that_has_any(path: str, ada: Client) -> None:
    assert ada.get(path).status_code == 404


def test_a_cookie_that_has_any_signs_nobody_in(grove: Ecosystem) -> None:
    browser = Client(headers={"cookie": r'sessionid="abcdefgh\000"; theme="\001"'})
    assert browser.get("/home/").status_code == 302


def test_a_form_is_read_without_them(ada: Client) -> None:
    answer = ada.post("/e/grove/activities/kinds/new/", {"name": "Cl\0ub"})
    assert answer.status_code == 302, answer.content
    assert Kind.objects.get().name == "Club"


@pytest.mark.parametrize("text", ["a\0", "\ud800", "\x1b[0m"])
def test_the_api_refuses_them(text: str, ada: Client) -> None:
    for body in ({"name": text}, {text: "x"}, {"key": "club", "name": text}):
        answer = ada.generic(
            "PUT", "/api/ecosystems/grove/activity-kinds", json.dumps({"kinds": [body]}),
            "application/json",
        )  # fmt: skip
        assert answer.status_code in (401, 422), answer.content
    assert not Kind.objects.exists()


def test_an_address_longer_than_its_column_is_refused_beside_the_field(ada: Client) -> None:
    domain = ".".join(["d" * 60] * 4)
    answer = ada.post("/me/address/", {"email": f"{'a' * 64}@{domain}.org"})
    assert answer.status_code == 422
    assert "254" in answer.content.decode()
    assert not AddressChange.objects.exists()
