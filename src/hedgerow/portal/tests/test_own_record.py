"""What is kept of oneself, in words."""

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership.models import Consent, ConsentPurpose
from hedgerow.commons.membership.tests.factories import browser, ecosystem, person
from hedgerow.commons.people.models import Account

pytestmark = pytest.mark.django_db


def test_ones_own_record_names_what_one_agreed_to_in_words() -> None:
    place = ecosystem()
    dana, of = person(place, "Dana"), {"ecosystem": place, "key": "photos", "created_at": NOW}
    ConsentPurpose.objects.create(titles={"en": "Pictures", "es": "Fotos tuyas"}, **of)
    Consent.objects.create(ecosystem=place, person=dana, purpose="photos", answer="given", at=NOW)
    page = browser(dana).get("/me/", headers={"accept-language": "es"}).content.decode()
    assert "<dt>Fotos tuyas</dt>" in page


def test_clocks_are_named_by_their_city_in_the_language_of_the_reader() -> None:
    # with an address: who has none is asked for no hours of mail
    dana = person(ecosystem(), "Dana", email="dana@example.org")
    dana.time_zone = "Asia/Jerusalem"
    dana.save()
    client = browser(dana)
    for address in ("/me/", "/me/notices/"):
        page = client.get(address, headers={"accept-language": "ar"}).content.decode()
        assert "القدس" in page.split("<footer")[0], address
        assert "Asia/Jerusalem" not in page, address


def test_a_link_to_sign_in_goes_to_each_address_that_is_known_and_no_address_is_said_twice() -> (
    None
):
    dana = person(ecosystem(), "Dana", email="dana@example.org")
    client = browser(dana)
    page = client.get("/me/").content.decode()
    assert "<dt>Link by e-mail</dt><dd>dana@example.org</dd>" in page
    for email, said in (
        ("Dana@example.org", "dana@example.org"),
        ("d@work.example.org", "dana@example.org, d@work.example.org"),
    ):
        dana.account = Account.objects.create(email=email)
        dana.save()
        page = client.get("/me/").content.decode()
        assert f"<dt>Link by e-mail</dt><dd>{said}</dd>" in page
