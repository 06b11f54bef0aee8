"""A part has the kinds of the whole, and its days where it is in the same country."""

import pytest

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.edges.blueprints.equipping import give_days
from hedgerow.edges.blueprints.schema import load
from hedgerow.edges.blueprints.tests.test_exporting import AT, STEWARD, plant
from hedgerow.features.engagement.opportunities.models import OpportunityKind

pytestmark = pytest.mark.django_db


def days(place: Ecosystem) -> tuple[set, set]:
    return (
        {*place.terms.values_list("starts", "ends")},
        {*place.holidays.values_list("starts", "ends")},
    )


def test_parts_have_the_kinds_and_days_of_a_whole_in_their_country() -> None:
    whole = plant("beit-jann", "beit-jann")
    keys = {*OpportunityKind.objects.filter(ecosystem=whole).values_list("key", flat=True)}
    part = whole.parts.get()
    assert part.country == whole.country
    assert {*OpportunityKind.objects.filter(ecosystem=part).values_list("key", flat=True)} == keys
    assert days(part) == days(whole)
    assert all(days(part))


def test_a_part_in_another_country_has_no_days_of_the_whole() -> None:
    whole = Ecosystem.objects.create(slug="w", name="W", country="IL", created_at=AT)
    found = load("beit-jann")
    for slug, country, many in (("far", "KE", False), ("near", "IL", True), ("bare", "", True)):
        part = Ecosystem.objects.create(
            slug=slug, name=slug, country=country, parent=whole, created_at=AT
        )
        give_days(part, whole, found, by=STEWARD, at=AT)
        assert [bool(one) for one in days(part)] == [many, many], slug
