"""Usual kinds are named in the reader's language, on pages, by the API, in feeds and filters."""

import pytest
from django.utils.translation import override

from hedgerow.commons.activities.usual import KINDS
from hedgerow.features.engagement.discovery.queries import choices_for
from hedgerow.features.engagement.opportunities.listing import Opportunities
from hedgerow.features.engagement.opportunities.models import Opportunity
from hedgerow.features.engagement.opportunities.queries import opportunity_page
from hedgerow.features.engagement.opportunities.tests.factories import valley
from hedgerow.features.engagement.opportunities.tests.test_pages import browser
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
ARABIC = {"accept-language": "ar"}


@pytest.mark.slow
def test_pages_filters_feeds_and_the_activity_name_a_usual_kind_as_it_is_read() -> None:
    aspen = valley()
    row = aspen.offer()
    club = KINDS.words("club")["ar"]
    assert row.activity is not None
    with override("ar"):
        assert opportunity_page(Actor.public(), row).kind == club
        assert ("club", club) in choices_for(Actor.public(), aspen.place).kinds
        assert row.activity.kind.shown == club
        found = Opportunities(Opportunity.objects.all(), {"kind": club[:3]}).page()
        assert len(found.rows) == 1
        assert not Opportunities(Opportunity.objects.all(), {"kind": "club"}).page().rows
    client, page = browser(None), f"/e/aspen/opportunities/{row.uuid}/"
    for address in (page, "/e/aspen/find/"):
        assert club in client.get(address, headers=ARABIC).content.decode(), address
    said = client.get(f"/api/ecosystems/aspen/opportunities/{row.uuid}", headers=ARABIC).json()
    assert said["kind"]["name"] == club
    service = client.get(f"/api/hsds/services/{row.uuid}", headers=ARABIC).json()
    assert club in str(service), service
