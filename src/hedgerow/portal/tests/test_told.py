"""Name, summary and purpose of an ecosystem are told to each reader in their own language."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.actions import edit_ecosystem
from hedgerow.commons.ecosystems.tests.factories import ecosystem
from hedgerow.commons.membership.tests.factories import actor, browser, convener
from hedgerow.foundation.errors import Invalid, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
NAMED = {"ar": {"name": "وادي التفاح", "purpose": "نتعلم معًا."}}


def test_a_reader_meets_them_in_their_language_on_overview_atlas_and_above_every_page() -> None:
    place = ecosystem(languages=["de", "ar"], name="Apfeltal", purpose="Wir lernen gemeinsam.")
    ada = convener(place)
    edit_ecosystem(place, by=actor(ada), at=place.created_at, told=NAMED)
    for address in ("/", reverse("ecosystem", args=[place.slug])):
        arabic = Client().get(address, headers={"accept-language": "ar"}).content.decode()
        spanish = Client().get(address, headers={"accept-language": "es"}).content.decode()
        assert "وادي التفاح" in arabic, address
        assert "Apfeltal" in spanish, address
    assert "نتعلم معًا." in arabic
    assert "Wir lernen gemeinsam." in spanish
    assert Fact.objects.filter(kind="ecosystems.edited").last().content.payload == {
        "fields": ["told"]
    }


def test_the_settings_ask_once_a_language_and_keep_what_was_told() -> None:
    place = ecosystem(languages=["de", "ar"], name="Apfeltal", told={"de": {}, **NAMED})
    client, address = browser(convener(place)), reverse("settings", args=[place.slug])
    page = client.get(address).content.decode()
    assert 'value="وادي التفاح"' in page
    sent = {"name": "Apfeltal", "name.ar": "وادي", "purpose.ar": "نتعلم معًا.", "summary.ar": "",
            "languages": ["de", "ar"], "time_zone": "UTC", "threshold": 10, "public": "on",
            "revision": place.revision}  # fmt: skip
    assert client.post(address, sent).status_code == 302
    place.refresh_from_db()
    assert place.told == {"de": {}, "ar": {"name": "وادي", "purpose": "نتعلم معًا."}}


def test_who_may_not_change_it_and_what_is_not_told_are_refused() -> None:
    place = ecosystem(languages=["de", "ar"])
    with pytest.raises(NotPermitted):
        edit_ecosystem(place, by=Actor.public(), at=place.created_at, told=NAMED)
    wrong = {"ar": {"territory": "x"}}
    with pytest.raises(Invalid):
        edit_ecosystem(place, by=Actor.the_steward(), at=place.created_at, told=wrong)
    place.refresh_from_db()
    assert place.told == {}


def test_atlas_and_comparison_call_them_and_order_them_as_the_reader_reads() -> None:
    for slug, name, told in (("z", "Alm", "Zunft"), ("o", "Zoo", "Öl"), ("b", "Mut", "Bach")):
        ecosystem(slug=slug, name=name, told={"en": {}, "es": {"name": told}})
    said = Client(headers={"accept-language": "es"})
    for address in ("/?view=list", "/compare/?e=z&e=o&e=b"):
        page = said.get(address).content.decode()
        assert not [name for name in ("Alm", "Zoo", "Mut") if name in page], address
        choices = page[page.rindex("</thead>" if "view" in address else "<details") :]
        assert choices.index("Bach") < choices.index("Öl") < choices.index("Zunft"), address
