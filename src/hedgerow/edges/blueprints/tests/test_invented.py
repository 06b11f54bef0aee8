"""What a blueprint says is made up for show is said so by the blueprint of what was planted from it."""

import pytest

from hedgerow.edges.blueprints import everything
from hedgerow.edges.blueprints.invented import SECTIONS
from hedgerow.edges.blueprints.schema import Blueprint, load
from hedgerow.features.engagement.opportunities.models import OpportunityKind

from .test_exporting import exported, plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def marks(found: Blueprint) -> dict[str, bool]:
    """By section, key and place within: whether it is made up."""
    told = {}
    for name in (*SECTIONS, "activity_kinds", "bodies", "scales", "badges", "tiers"):
        for row in getattr(found, name):
            told[f"{name}/{row.key}"] = getattr(row, "simulated", False)
            for at, rule in enumerate(getattr(row, "rules", ())):
                told[f"{name}/{row.key}/{at}"] = getattr(rule, "simulated", False)
    return told


@pytest.mark.parametrize("key", everything.available())
def test_a_blueprint_comes_back_with_its_marks(key: str, tmp_path) -> None:
    plant(key, key)
    told, found = marks(load(key)), marks(exported(key, tmp_path))
    assert any(told.values())
    assert {name: found.get(name) for name in told} == told


def test_what_somebody_changed_is_theirs(tmp_path) -> None:
    made_up = [one.key for one in load("long-beach").opportunity_kinds if one.simulated]
    plant("long-beach", "long-beach")
    changed = OpportunityKind.objects.get(ecosystem__slug="long-beach", key=made_up[0])
    changed.name = "Something of our own"
    changed.save()
    found = marks(exported("long-beach", tmp_path))
    assert [found[f"opportunity_kinds/{key}"] for key in made_up[:2]] == [False, True]
