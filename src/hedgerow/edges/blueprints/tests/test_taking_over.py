"""What a convener takes over is theirs and real; what stays behind is told with the reason."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from hedgerow.commons.activities.models import Kind
from hedgerow.commons.bodies.models import Body
from hedgerow.commons.ecosystems.models import Ecosystem, Term
from hedgerow.commons.frameworks.models import Framework, Scale
from hedgerow.commons.membership.tests import factories
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.coming import coming
from hedgerow.edges.blueprints.exporting import blueprint_of
from hedgerow.edges.blueprints.invented import without_marks
from hedgerow.edges.blueprints.schema import Blueprint, available, load
from hedgerow.edges.blueprints.taking_over import as_own
from hedgerow.edges.blueprints.tests.test_exporting import STEWARD, plant
from hedgerow.edges.blueprints.tests.test_pages import SENT
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.foundation import jobs
from hedgerow.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def marked(place: Ecosystem) -> list[str]:
    """Kinds of rows of which some say that they are made up."""
    kinds = (Kind, Term, Scale, Body)
    found = [one.__name__ for one in kinds if one.objects.filter(ecosystem=place, simulated=True)]
    told = blueprint_of(STEWARD, place.slug).model_dump(exclude={"territory", "history"})
    return [*found, *(["blueprint"] if without_marks(told) != told and _any_mark(told) else [])]


def _any_mark(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get("simulated") is True or any(map(_any_mark, value.values()))
    return isinstance(value, list | tuple) and any(map(_any_mark, value))


def test_nothing_is_made_up_in_an_ecosystem_that_a_convener_starts_without_a_history() -> None:
    place = plant("ark", "my-schools", name="My schools")
    assert not place.simulated
    assert marked(place) == []
    sources = {*Framework.objects.filter(ecosystem=place).values_list("source", flat=True)}
    assert "Blueprint of Ark Schools" in sources
    assert not any(one.startswith("Simulated") for one in sources)


def test_the_original_says_what_of_it_no_source_records() -> None:
    assert "Kind" in marked(plant("ark", "ark"))


@pytest.mark.slow
def test_invented_numbers_of_the_original_stay_so_where_they_come_along() -> None:
    place = plant("ark", "my-schools", name="My schools", wish=Wish(facts=True))
    assert marked(place) == []
    assert {one.origin for one in place.populations.all()} == {"simulated"}
    assert place.figures.count() == len(load("ark").figures)


def test_who_founds_the_original_takes_it_over_and_a_history_does_not() -> None:
    ada, at = factories.person(factories.ecosystem(), "Ada"), datetime(2026, 11, 24, tzinfo=UTC)
    start_planting("ark", by=factories.actor(ada), at=at)
    start_planting("ark", by=STEWARD, at=at, slug="shown", name="Shown", history=True)
    asked = Job.objects.filter(name="blueprints.plant")
    assert {job.args["history"]: job.args["own"] for job in asked} == {False: True, True: False}


@pytest.mark.parametrize("key", available())
def test_each_blueprint_is_one_when_it_is_taken_over(key: str) -> None:
    told = load(key)
    made = as_own(told)
    assert (made.figures, made.territory, made.history) == (
        told.figures,
        told.territory,
        told.history,
    )
    said = made.model_dump(exclude={"figures", "territory", "history"})
    assert not _any_mark(said)
    assert "Simulated" not in str([one.source for one in made.frameworks])


@pytest.mark.parametrize("key", available())
def test_everything_in_a_blueprint_comes_along_or_stays_with_a_reason(key: str) -> None:
    told = load(key)
    for has_facts in (True, False):
        found = coming(told, has_facts=has_facts)
        names = {one.what for one in (*found.along, *found.behind)}
        lists = {name for name in Blueprint.model_fields if isinstance(getattr(told, name), tuple)}
        assert {one for one in lists if getattr(told, one)} <= names
        assert all(one.reason for one in found.behind)
        assert not any(isinstance(one.number, bool) for one in (*found.along, *found.behind))
        assert has_facts or {"figures", "texts"} <= {one.what for one in found.behind}


@pytest.mark.slow
def test_the_pages_say_what_comes_and_what_stays_and_a_tick_brings_it() -> None:
    ada = factories.browser(factories.person(factories.ecosystem(), "Ada"))
    page = ada.get(reverse("start-from", args=["hive"])).content.decode()
    count = len(load("hive").parts)
    assert f'Parts: {count} <span class="soft">(true of the original alone)' in page
    ada.post(reverse("start-from", args=["hive"]), SENT)
    ada.post(
        reverse("start-from", args=["hive"]),
        {**SENT, "slug": "other", "act_token": "t2", "facts": "on"},
    )
    jobs.run_pending()
    left = ada.get("/api/ecosystems/my-town/carried/left-behind").json()
    assert ("Parts", count) in [(one["title"], one["number"]) for one in left]
    carried = ada.get(reverse("carried", args=["my-town"])).content.decode()
    assert "What did not come along" in carried
    assert Ecosystem.objects.get(slug="my-town").parts.count() == 0
    assert Ecosystem.objects.get(slug="other").parts.count() == count
    left = ada.get("/api/ecosystems/other/carried/left-behind").json()
    assert "true of the original alone" not in [one["reason"] for one in left]
    assert blueprint_of(STEWARD, "my-town").parts == ()
