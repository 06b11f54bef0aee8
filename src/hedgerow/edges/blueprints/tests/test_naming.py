"""Made-up places and people are named as where they are at home, and no two places alike."""

from datetime import UTC, datetime
from random import Random

import pytest

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.planting import Part
from hedgerow.edges.blueprints.history import cast, naming
from hedgerow.edges.blueprints.plot import Plot
from hedgerow.edges.blueprints.pools import Pool, pool
from hedgerow.edges.blueprints.schema import Blueprint, available, load
from hedgerow.edges.blueprints.simulated import OfPart
from hedgerow.edges.blueprints.sizes import sizes
from hedgerow.foundation.permissions import Actor

AT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
PARTS = (
    Part(key="plain", name="Plain", kind="hive"),
    Part(key="north", name="North", kind="hive", languages=("ko",)),
    Part(key="south", name="South", kind="hive"),
)


def plot(**of_parts: OfPart) -> Plot:
    """Tulsa in three parts, some with names of their own."""
    tulsa = load("tulsa")
    assert tulsa.history is not None
    history = tulsa.history.model_copy(update={"of_parts": of_parts})
    changed = tulsa.model_copy(update={"parts": PARTS, "history": history})
    return Plot(Ecosystem(slug="mine"), changed, Actor.the_steward(), AT, True)


def test_sites_of_a_part_are_named_from_its_pool() -> None:
    own = OfPart(pool="mexico", sites=("Hive {place}",))
    made = plot(north=own, south=own)
    names = [naming.site_name(made, number) for number in range(31)]
    assert len(set(names)) == 31
    assert [name.startswith("Hive ") for name in names[:6]] == [False, True, True] * 2
    places = pool("mexico").places
    assert names[1:3] == [f"Hive {place}" for place in places[:2]]
    assert names[4:6] == [f"Hive {place}" for place in places[2:4]]


@pytest.mark.slow
def test_a_part_that_opens_later_has_no_sites_yet() -> None:
    made = plot(north=OfPart(pool="mexico", opens_later=True))
    assert {naming.part_of(made, site) for site in range(31)} == {0, 2}
    assert [naming.site_name(made, site) for site in range(31)] == [
        naming.site_name(plot(), site) for site in range(31)
    ]


def test_without_names_of_its_own_a_part_takes_those_of_the_whole() -> None:
    with_parts, without = plot(), Plot(Ecosystem(), load("tulsa"), Actor.the_steward(), AT, True)
    assert [naming.site_name(with_parts, number) for number in range(31)] == [
        naming.site_name(without, number) for number in range(31)
    ]


@pytest.mark.parametrize(
    ("role", "number"), [("learner", 1), ("guardian", 1), ("leader", 1), ("convener", 3)]
)
def test_who_lives_in_a_part_bears_a_name_and_speaks_a_language_of_it(
    role: str, number: int
) -> None:
    made = plot(north=OfPart(pool="us"))
    found = naming.person(made, role, number, "arabic", Random(1))
    assert found.name.split()[0] in pool("us").people.given
    assert found.language == "ko"
    elsewhere = naming.person(made, role, number + 1, "arabic", Random(1))
    assert elsewhere.name.split()[0] in pool("arabic").people.given
    assert elsewhere.language in {"en", "es"}


def test_a_place_given_again_is_told_apart() -> None:
    made = Pool.model_validate(
        {"people": {"given": ["A"], "family": ["B"]}, "places": ["Loma", "Peña"], "again": ["Alta"]}
    )
    assert [made.place(number) for number in range(6)] == [
        "Loma", "Peña", "Loma Alta", "Peña Alta", "Loma 3", "Peña 3",
    ]  # fmt: skip


def test_what_shrinks_faster_is_of_its_own_size_at_full_scale_alone() -> None:
    history = load("tulsa").history
    assert history is not None
    fast = history.model_copy(update={"shrink": 2})
    assert sizes(fast, 0, 1.0) == sizes(history, 0, 1.0)
    assert sizes(fast, 0, 0.5) == sizes(history, 0, 0.25)


@pytest.mark.parametrize(("scale", "there"), [(0.01, 6), (0.5, 16), (1.0, 31)])
def test_however_small_there_are_so_many_sites_as_a_blueprint_asks_for(
    scale: float, there: int
) -> None:
    """Of two schools nothing could be said of the whole."""
    history = load("tulsa").history
    assert history is not None
    assert len(sizes(history, 0, scale).sites) == there
    few = history.sites[0].model_copy(update={"count": 4})
    assert len(sizes(history.model_copy(update={"sites": (few,)}), 0, 0.01).sites) == 4


def test_names_for_a_part_that_is_not_there_are_refused() -> None:
    content = load("tulsa").model_dump()
    content["history"]["of_parts"] = {"mars": {"pool": "us"}}
    with pytest.raises(ValueError, match="names of parts that are there; not mars"):
        Blueprint.model_validate(content)


def test_activities_are_called_in_the_language_of_the_site_and_some_in_another_that_is_spoken() -> (
    None
):
    made, plain, north = plot(), 0, 1
    said = {"en": {}, "ko": {"name": "동아리"}, "es": {"name": "Taller"}}
    club = Kind(ecosystem=made.ecosystem, name="Club", told=said)
    found = [naming.called(made, club, plain, turn) for turn in range(8)]
    assert [one["title"] for one in found] == ["Club"] * 7 + ["Taller"]
    there = naming.called(made, club, north, 0)
    assert there["title"] == "동아리"
    assert there["told"] == {"ko": {}, "en": {"title": "Club"}, "es": {"title": "Taller"}}
    other = Kind(ecosystem=made.ecosystem, name="Other")
    assert naming.called(made, other, north, 0)["title"] == "Other"


@pytest.mark.parametrize("key", available())
def test_what_is_previewed_is_a_round_that_is_there(key: str) -> None:
    blueprint = load(key)
    assert blueprint.history is not None
    assert {*blueprint.history.previewed} <= {one.key for one in blueprint.rounds}


@pytest.mark.parametrize("key", ["tulsa", "gwangmyeong", "sat"])
def test_a_guardian_is_of_the_family_of_the_child_and_speaks_as_it_does(key: str) -> None:
    made = Plot(Ecosystem(slug="mine"), load(key), Actor.the_steward(), AT, True)
    guardians = cast._drawn(made, "guardian", 0, 60)
    learners = cast._drawn(made, "learner", 0, min(cast.CHUNK, made.sizes.learners))[:60]
    assert [(one.pool, one.family, one.language) for one in guardians] == [
        (one.pool, one.family, one.language) for one in learners
    ]
    assert not [one for one, other in zip(guardians, learners, strict=True) if one == other]
