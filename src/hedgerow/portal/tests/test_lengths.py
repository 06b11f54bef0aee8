"""What is too long is refused where it stands, and is not cut: neither by the browser nor by us."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import browser, convener

pytestmark = pytest.mark.django_db
LONG = "From the river " * 20


@pytest.fixture
def page() -> tuple[Client, str]:
    place = ecosystem(slug="valley", languages=["en"])
    return browser(convener(place)), reverse("settings", args=[place.slug])


def test_a_territory_that_is_too_long_is_said_at_its_field_and_stands_there_whole(
    page: tuple[Client, str],
) -> None:
    client, address = page
    said = {"name": "Valley", "languages": "en", "time_zone": "UTC", "threshold": "5"}
    answer = client.post(address, {**said, "territory": LONG})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_territory"' in text
    assert 'id="id_territory_error"' in text
    assert f'value="{LONG.strip()}"' in text or f'value="{LONG}"' in text
    assert Ecosystem.objects.get().territory == ""


def test_no_field_has_the_browser_cut_what_is_pasted(page: tuple[Client, str]) -> None:
    client, address = page
    text = client.get(address).content.decode()
    assert 'name="territory"' in text
    assert "maxlength" not in text
