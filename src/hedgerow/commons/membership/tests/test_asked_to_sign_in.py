"""Who has not signed in is asked to, on pages of open ecosystems alone."""

import pytest
from django.test import Client

from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["people/", "people/duplicates/", "people/groups/", "roles/?a=b"])
def test_a_page_for_members_asks_to_sign_in_and_leads_back(page: str, client: Client) -> None:
    address = f"/e/{factories.ecosystem().slug}/{page}"
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/sign-in/?next={address}".replace("?a=b", "%3Fa%3Db")


@pytest.mark.parametrize("page", ["people/", "people/duplicates/", "people/groups/"])
def test_of_a_closed_ecosystem_nothing_is_there(page: str, client: Client) -> None:
    aspen = factories.ecosystem(public=False)
    assert client.get(f"/e/{aspen.slug}/{page}").status_code == 404


def test_a_row_that_is_not_ones_to_see_stays_hidden(client: Client) -> None:
    aspen = factories.ecosystem()
    address = f"/e/{aspen.slug}/people/{factories.convener(aspen).uuid}/"
    assert client.get(address).status_code == 404


def test_who_has_signed_in_is_refused_instead(client: Client) -> None:
    aspen = factories.ecosystem()
    session = client.session
    session["person_id"] = factories.person(aspen, "Cy").pk
    session.save()
    assert client.get(f"/e/{aspen.slug}/people/duplicates/").status_code == 403


def test_what_was_sent_or_asked_for_by_a_program_is_refused_instead(client: Client) -> None:
    aspen = factories.ecosystem()
    assert client.post(f"/e/{aspen.slug}/people/groups/").status_code in (403, 404)
    part = client.get(f"/e/{aspen.slug}/people/duplicates/", headers={"HX-Request": "true"})
    assert part.status_code == 403
    assert client.get(f"/api/ecosystems/{aspen.slug}/people/duplicates").status_code == 403
