"""An address below an ecosystem that leads nowhere: its menu is there, and what to do next."""

import re

import pytest
from django.test import Client

from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db
NOWHERE = ("nonsense/", "groups/no-uuid/", "nonsense")


def menu(page: str) -> list[str]:
    local = re.search(r'<div class="ways">.*?</nav>', page, re.DOTALL)
    return re.findall(r'href="([^"]+)"', local[0]) if local else []


@pytest.mark.parametrize("path", NOWHERE)
def test_the_menu_of_an_ecosystem_one_may_see_is_there(path: str, client: Client) -> None:
    aspen = factories.ecosystem("Aspen Valley")
    answer = client.get(f"/e/{aspen.slug}/{path}")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Aspen Valley has no such page" in page
    assert menu(page) == menu(client.get(f"/e/{aspen.slug}/").content.decode()) != []
    assert "aria-current" not in re.search(r'<div class="local">.*?</div>', page, re.DOTALL)[0]
    assert "sign in if you have not" in page


def test_a_member_is_told_to_choose_from_it(client: Client) -> None:
    aspen = factories.ecosystem(public=False)
    session = client.session
    session["person_id"] = factories.convener(aspen).pk
    session.save()
    page = client.get(f"/e/{aspen.slug}/nonsense/").content.decode()
    assert f"/e/{aspen.slug}/settings/" in menu(page)
    assert "Choose a page from the menu above. If a link led you here" in page


@pytest.mark.parametrize("slug", ["no-such-place", ""])
def test_of_others_nothing_is_said(slug: str, client: Client) -> None:
    closed = factories.ecosystem("Secret Grove", public=False)
    answer = client.get(f"/e/{slug or closed.slug}/nonsense/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Secret Grove" not in page
    assert menu(page) == []
    assert "There is nothing here" in page
