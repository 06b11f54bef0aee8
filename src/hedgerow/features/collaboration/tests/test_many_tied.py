"""Of a network larger than what is drawn, all are counted whose ties are."""

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.features.collaboration import queries
from hedgerow.features.collaboration.tests.test_network import NOON, organisations, together

pytestmark = pytest.mark.django_db


def test_organisations_that_are_not_drawn_are_counted_as_their_ties_are(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    grove = Ecosystem.objects.create(slug="grove", name="Grove", created_at=NOON)
    together(grove, *organisations(grove, 5))
    monkeypatch.setattr(queries, "DRAWN", 3)
    page = client.get("/e/grove/network/").content.decode()
    assert "5 organisations · 10 ties" in page
    assert "2 more have fewer ties and are not drawn." in page
    assert page.count('<tr id="org-') == 3
