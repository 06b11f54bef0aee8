"""What is wrong with a tier is said at its row, in words for people, and nothing typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.actions import set_customs
from hedgerow.commons.membership.errors import TierTwice
from hedgerow.commons.membership.models import Customs
from hedgerow.commons.membership.rules import said_before

from .factories import actor, browser, convener, ecosystem

pytestmark = pytest.mark.django_db
INVALID = 422


def rows(field: str, *said: tuple[str, str]) -> dict[str, str]:
    """What a browser sends of these keys and titles."""
    keys = {f"{field}-{at}-key": key for at, (key, _title) in enumerate(said)}
    return {**keys, **{f"{field}-{at}-title": title for at, (_key, title) in enumerate(said)}}


def sent(*languages: str, **fields: str) -> tuple[Client, str, str]:
    """Browser, address, and the page that answers these fields with what is wrong."""
    place = ecosystem(languages=[*languages] or ["en"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    answer = client.post(address, {"age": "16", **fields})
    assert answer.status_code == INVALID
    assert not Customs.objects.exists()
    return client, address, answer.content.decode()


def inputs(page: str) -> dict[str, str]:
    """The tag of each text input by its id."""
    return {
        found[1]: tag
        for tag in re.findall(r'<input type="text"[^>]*>', page)
        if (found := re.search(r' id="([^"]+)"', tag))
    }


def test_two_tiers_of_one_name_are_refused_at_the_second() -> None:
    said = rows("tiers", ("core", "Core Member"), ("", " core  member "), ("", "Friend"))
    page = sent(**said)[2]
    assert '<a href="#id_tiers-1">Tiers of membership, Tier 2: Another tier has this name' in page
    found = inputs(page)
    assert [one for one, tag in found.items() if "aria-invalid" in tag] == ["id_tiers-1"]
    assert 'aria-describedby="id_tiers-1_error"' in found["id_tiers-1"]
    assert page.count('id="id_tiers-1_error"') == page.count('id="id_tiers_error"') == 1
    assert all(f'value="{title}"' in page for title in ("Core Member", "core  member", "Friend"))
    assert " = " not in "".join(re.findall(r'class="error".*?</', page))


def test_every_row_that_is_wrong_is_named() -> None:
    long = "N" * 121
    page = sent(**rows("tiers", ("", long), ("", "Gold"), ("", ""), ("", "GOLD")))[2]
    marked = [one for one, tag in inputs(page).items() if "aria-invalid" in tag]
    assert marked == ["id_tiers-0", "id_tiers-3"]
    assert "120 characters at most; these are 121." in page
    assert long in page


def test_a_name_of_a_tier_that_is_taken_away_is_said_where_it_stands() -> None:
    said = {
        **rows("tiers", ("member", "Member"), ("supporter", "")),
        **rows("tiers.es", ("member", "Miembro"), ("supporter", "Amigo")),
    }
    page = sent("en", "es", **said)[2]
    assert [one for one, tag in inputs(page).items() if "aria-invalid" in tag] == ["id_tiers.es-1"]
    assert '<a href="#id_tiers.es-1">' in page
    assert 'value="Amigo"' in page


def test_a_further_language_has_no_two_tiers_of_one_name_either() -> None:
    said = {
        **rows("tiers", ("member", "Member"), ("supporter", "Supporter")),
        **rows("tiers.es", ("member", "Amigo"), ("supporter", "AMIGO")),
    }
    page = sent("en", "es", **said)[2]
    assert [one for one, tag in inputs(page).items() if "aria-invalid" in tag] == ["id_tiers.es-1"]


def test_names_of_the_same_letters_are_two_tiers() -> None:
    place = ecosystem(languages=["en"])
    client, address = browser(convener(place)), reverse("purposes", args=[place.slug])
    said = rows("tiers", ("gold", "Silver"), ("", "Gold"), ("", "Gold +"), ("", "ضيف"))
    assert client.post(address, {"age": "16", **said}).status_code == 302
    kept = Customs.objects.get(ecosystem=place).tiers
    assert [title for _key, title in kept] == ["Silver", "Gold", "Gold +", "ضيف"]
    assert len({key for key, _title in kept}) == 4


def test_more_than_thirty_are_refused_at_the_first_that_is_too_many() -> None:
    page = sent(**rows("tiers", *(("", f"Tier of {n}") for n in range(31))))[2]
    assert [one for one, tag in inputs(page).items() if "aria-invalid" in tag] == ["id_tiers-30"]


@pytest.mark.parametrize("told", [{}, {"es": {"tier.a": "Amigo", "tier.b": "amigo"}}])
def test_programs_cannot_name_two_tiers_alike(told: dict[str, dict[str, str]]) -> None:
    place = ecosystem(languages=["en", "es"])
    tiers = [("a", "Friend"), ("b", "Core" if told else " FRIEND")]
    by = actor(convener(place))
    with pytest.raises(TierTwice):
        set_customs(place, age_of_consent=16, tiers=tiers, told=told, by=by, at=NOW)
    assert not Customs.objects.exists()


def test_case_and_spaces_make_no_other_name() -> None:
    assert [*said_before(["Straße", "STRASSE", " a  b", "A B", "AB"])] == [1, 3]
