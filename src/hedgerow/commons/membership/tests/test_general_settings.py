"""The general settings: a country by its name, and parts that are folded until they are wanted."""

import re

import pytest

from hedgerow.commons.membership.tests.factories import convener, ecosystem

from .test_settings_pages import SAID, address, browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "first", "kenya"),
    [("en", "Afghanistan", "Kenya"), ("es", "Afganistán", "Kenia"), ("ar", "إثيوبيا", "كينيا")],
)
def test_a_country_is_chosen_by_its_name_in_the_reader_s_language(
    language: str, first: str, kenya: str
) -> None:
    eco = ecosystem(country="KE")
    page = browser_of(convener(eco)).get(
        address("settings", eco), headers={"Accept-Language": language}
    )
    text = page.content.decode()
    assert f'<option value="KE" selected>{kenya}</option>' in text
    listed = text.partition('id="id_country"')[2].partition("</select>")[0]
    names = re.findall(r"<option value=\"[A-Z]{2}\"[^>]*>([^<]+)<", listed)
    assert (len(names) > 240, names[0]) == (True, first)


def test_what_no_list_names_is_no_country_and_what_stands_there_stays() -> None:
    eco = ecosystem(country="ZZ")
    ada, here = browser_of(convener(eco)), address("settings", eco)
    assert '<option value="ZZ" selected>ZZ</option>' in ada.get(here).content.decode()
    said = {**SAID, "revision": eco.revision}
    wrong = ada.post(here, {**said, "country": "UK"})
    text = wrong.content.decode()
    assert (wrong.status_code, text.count('<details class="part" open>')) == (422, 2)
    assert ada.post(here, {**said, "country": "ZZ"}).status_code == 302
    eco.refresh_from_db()
    assert (eco.country, eco.threshold) == ("ZZ", 12)


def test_the_settings_begin_with_what_it_is_and_fold_the_rest() -> None:
    eco = ecosystem()
    text = browser_of(convener(eco)).get(address("settings", eco)).content.decode()
    assert text.count('<details class="part" open>') == 1
    assert text.count('<details class="part"') == 5
