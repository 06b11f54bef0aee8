"""An offer says how many of its places are taken, of one as of many."""

import pytest
from django.urls import reverse

from hedgerow.commons.membership.tests.factories import browser
from hedgerow.features.engagement.mentoring.tests.factories import valley

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("places", [1, 2])
def test_places_are_counted_whatever_their_number(places: int) -> None:
    aspen = valley()
    row = aspen.offer(places=places)
    page = browser(aspen.convener).get(
        reverse("mentoring-offer", args=[aspen.ecosystem.slug, row.uuid])
    )
    assert f"Places taken: 0 of {places}." in page.content.decode()
