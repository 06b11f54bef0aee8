"""What a first step asks to be done is a deed in each language, not the name of a field."""

import pytest

from hedgerow.commons.membership.tests.factories import browser, convener, ecosystem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "said"), [("es", "Nombrar a alguien"), ("ar", "سمِّ أحدًا")])
def test_a_safeguarding_lead_is_to_be_named(language: str, said: str) -> None:
    client = browser(convener(ecosystem(slug="aspen")))
    page = client.get("/e/aspen/", headers={"accept-language": language}).content.decode()
    assert f">{said}</a>" in page
