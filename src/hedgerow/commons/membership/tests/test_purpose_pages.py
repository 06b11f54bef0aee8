"""The page on which a consent is worded."""

import re

import pytest
from django.test import Client

from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_each_language_is_called_by_its_own_name_and_the_settings_are_where_one_is(
    client: Client,
) -> None:
    aspen = factories.ecosystem(languages=["en", "es", "ar"])
    session = client.session
    session["person_id"] = factories.convener(aspen).pk
    session.save()
    page = client.get(f"/e/{aspen.slug}/consents/new/").content.decode()
    assert [f"Title ({name})" in page for name in ("English", "Español", "العربية")] == [True] * 3
    for path in ("", "new/"):
        page = client.get(f"/e/{aspen.slug}/consents/{path}").content.decode()
        here = re.findall(r'<a href="([^"]+)" aria-current="page"', page)
        assert set(here) == {f"/e/{aspen.slug}/settings/", f"/e/{aspen.slug}/consents/"}
