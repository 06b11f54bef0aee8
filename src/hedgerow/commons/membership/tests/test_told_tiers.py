"""Tiers of membership are named in each language of the ecosystem."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from hedgerow.commons.membership.customs import tiers_of
from hedgerow.commons.membership.models import Customs

from .factories import browser, convener, ecosystem

pytestmark = pytest.mark.django_db
SENT = {"age": "16", "tiers": "core = Kern\nfriend = Freund"}


def test_a_reader_meets_a_tier_in_their_language_else_in_the_first() -> None:
    place = ecosystem(languages=["de", "es"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    assert 'name="tiers.es-0-title"' in client.get(address).content.decode()
    assert client.post(address, {**SENT, "tiers.es": "core = Núcleo"}).status_code == 302
    with override("es"):
        assert tiers_of(place) == [("core", "Núcleo"), ("friend", "Freund")]
    with override("ar"):
        assert tiers_of(place)[0] == ("core", "Kern")
    page = client.get(address).content.decode()
    assert 'name="tiers.es-0-key" value="core"' in page
    assert 'value="Núcleo"' in page
    # named anew, one language at a time, a tier stays the one that it is
    rows = {
        "age": "16", "tiers-0-key": "core", "tiers-0-title": "Mitte", "tiers-1-key": "friend",
        "tiers-1-title": "", "tiers-2-key": "", "tiers-2-title": "ضيف",
        "tiers.es-0-key": "core", "tiers.es-0-title": "Centro",
    }  # fmt: skip
    assert client.post(address, rows).status_code == 302
    with override("es"):
        assert tiers_of(place) == [("core", "Centro"), ("tier-2", "ضيف")]
    with override("de"):
        assert tiers_of(place) == [("core", "Mitte"), ("tier-2", "ضيف")]


def test_a_key_that_no_tier_has_is_refused_and_nothing_is_kept() -> None:
    place = ecosystem(languages=["de", "es"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    answer = client.post(address, {**SENT, "tiers.es": "cor = Núcleo"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_tiers.es-2"' in page
    assert "It has no name in the first language" in page
    assert not Customs.objects.filter(ecosystem=place).exists()


def test_a_title_that_is_too_long_in_a_further_language_is_said_at_the_form_and_stays_there() -> (
    None
):
    place = ecosystem(languages=["de", "es"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    long = "N" * 121
    answer = client.post(address, {**SENT, "tiers.es": f"core = {long}"})
    page = answer.content.decode()
    assert (answer.status_code, long in page, 'name="tiers.es-0-title"' in page) == (
        422,
        True,
        True,
    )
    assert 'id="id_tiers.es-2_error"' in page
    assert not Customs.objects.filter(ecosystem=place).exists()


def test_one_language_asks_for_one_name() -> None:
    place = ecosystem(languages=["de"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    assert "tiers." not in client.get(address).content.decode()
    assert client.post(address, SENT).status_code == 302
    assert Customs.objects.get(ecosystem=place).told == {}


def test_the_page_takes_as_long_a_title_as_programs_may_send() -> None:
    place = ecosystem()
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    sent = {"age": "16", "tiers": f"core = {'K' * 120}"}
    assert client.post(address, sent).status_code == 302
    assert client.post(address, {**sent, "tiers": f"core = {'K' * 121}"}).status_code == 422
