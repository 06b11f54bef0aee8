"""What is told in several languages travels with a blueprint in all of them."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from hedgerow.commons.membership.actions import set_customs
from hedgerow.edges.blueprints.schema import load
from hedgerow.features.engagement.choice.actions import save_offer
from hedgerow.features.engagement.opportunities.models import OpportunityKind
from hedgerow.features.engagement.placements.models import PlacementKind, Requirement

from .test_taking_part import BY, again, round_of, same, town

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_what_is_named_in_several_languages_travels_in_all_of_them(tmp_path: Path) -> None:
    place = town()
    OpportunityKind.objects.update(told={"en": {}, "ar": {"name": "يوم مفتوح"}})
    PlacementKind.objects.update(told={"en": {}, "ar": {"asked.On_time": "حضر", "scale.1": "لا"}})
    Requirement.objects.update(told={"en": {}, "es": {"title": "Formulario"}})
    tiers: Any = {"tiers": [("core", "Core")], "told": {"ar": {"tier.core": "أساسي"}}}
    set_customs(place, age_of_consent=16, **tiers, **BY)
    row = round_of(place, "paths", told={"ar": {"title": "مسارات"}})
    save_offer(row, {"title": "Arts", "seats": 3, "told": {"es": {"title": "Artes"}}}, **BY)
    first, second = again(place, tmp_path)
    (kind,), (placement,) = first.opportunity_kinds, first.placement_kinds
    assert kind.title == {"en": "Open day", "ar": "يوم مفتوح"}
    assert placement.asked == {"on-time": {"en": "Was on time", "ar": "حضر"}}
    assert placement.levels == ({"en": "no", "ar": "لا"}, "yes")
    assert placement.requirements[0].title["es"] == "Formulario"
    assert first.tiers[0].title == {"en": "Core", "ar": "أساسي"}
    assert first.tiers == second.tiers
    assert first.rounds[0].title == {"en": "Choice paths", "ar": "مسارات"}
    assert first.rounds[0].offers[0].title == {"en": "Arts", "es": "Artes"}
    same(first, second)


@pytest.mark.parametrize("key", ["beit-jann", "tulsa"])
def test_what_a_blueprint_names_itself_is_told_in_all_its_languages(key: str) -> None:
    found = load(key)
    sections = (found.tiers, found.activity_kinds, found.opportunity_kinds, found.opportunities)
    for one in chain(*sections):
        assert {*found.identity.languages} <= {*one.title}, one.title
    for offered in found.opportunities:
        assert {*offered.summary} == {*offered.title}
