"""A blueprint says which kinds of organisation stand in which tier."""

from pathlib import Path

import pytest

from hedgerow.commons.membership.planting import Tier
from hedgerow.edges.blueprints.schema import DATA, BlueprintError, available, load, read
from hedgerow.edges.blueprints.tiers import in_turn, made

HUB = Tier(key="hub", title="Hub", roles=("learner",), kinds=("club", "school"))
SITE = Tier(key="site", title="Site", roles=("learner",), kinds=("school",))
FUNDER = Tier(
    key="funder", title="Funder", roles=("partner",), kinds=("partner",), sectors=("philanthropy",)
)


def changed(folder: Path, key: str, old: str, new: str) -> Path:
    text = (DATA / f"{key}.toml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_tiers_for_a_kind_are_taken_in_turn_as_they_are_weighed() -> None:
    tiers, weights = (HUB, SITE, FUNDER), {"site": 2, "funder": 4}
    assert in_turn(tiers, weights, "school", "school") == ["hub", "site", "site"]
    assert in_turn(tiers, weights, "club", "sport") == ["hub"]
    assert in_turn(tiers, weights, "partner", "sport") == []


def test_a_tier_that_names_sectors_is_for_these_alone() -> None:
    assert FUNDER.admits("partner", "philanthropy")
    assert not FUNDER.admits("partner", "business")


@pytest.mark.parametrize("key", available())
def test_somebody_stands_in_each_tier_that_is_for_organisations(key: str) -> None:
    found = load(key)
    assert found.history is not None
    there = [(kind, sector) for kind, sector, _role in made(found.history)]
    empty = [one.key for one in found.tiers if not any(one.admits(*each) for each in there)]
    assert empty == []


@pytest.mark.parametrize(
    ("key", "old", "new", "told"),
    [
        ("tulsa", 'kinds = ["district"]', 'kinds = ["county"]', r"none for district \(school\)"),
        ("ark", 'kinds = ["school"]', "", r"none for school \(school\)"),
        (
            "ark", 'kinds = ["school"]', 'kinds = ["school", "primary-school"]',
            r"none for primary-school \(school, learner\)",
        ),
        ("sat", 'sectors = ["social"]', 'sectors = ["faith"]', r"partner \(social, partner\)"),
        ("syracuse", 'under = "zone', 'under = "no-zone', "a body that is there; not no-zone-"),
    ],
)  # fmt: skip
def test_what_has_no_place_is_refused(
    tmp_path: Path, key: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(BlueprintError, match=told):
        read(changed(tmp_path, key, old, new))
