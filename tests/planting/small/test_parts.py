"""Parts live: hives, countries, locations, centres and localities have people, work and a reading."""

from __future__ import annotations

import pytest
from django.db.models import F

from hedgerow.commons.activities.models import Activity, Attendance, Delivery, Kind, Session
from hedgerow.commons.ecosystems.clock import zone_of
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.edges.blueprints.actions import start_planting
from hedgerow.edges.blueprints.exporting import as_toml, blueprint_of
from hedgerow.edges.blueprints.schema import available, load, read
from hedgerow.edges.blueprints.tests.factories import digest
from hedgerow.edges.blueprints.wishes import Wish
from hedgerow.foundation.jobs import work
from hedgerow.profile.models import Snapshot

from .conftest import AT, SCALE, STEWARD

WHOLES = ("beit-jann", "ces", "freiburg", "hive", "sat")
LATER = {"hive-uk-1", "hive-uk-2", "hive-uk-3"}
"""Hives that are due: the document has them open later."""

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def plant(key: str, slug: str = "", **values: object) -> Ecosystem:
    job = start_planting(key, by=STEWARD, at=AT, slug=slug, **values)  # type: ignore[arg-type]
    error = work.finish(job, lambda done, total: None)
    if error:
        raise error
    return Ecosystem.objects.get(slug=slug or load(key).identity.key)


def parts_of(key: str) -> list[Ecosystem]:
    return list(Ecosystem.objects.filter(parent__slug=key).order_by("slug"))


def test_those_are_all_that_the_document_tells_parts_of() -> None:
    def told(key: str) -> bool:
        history = load(key).history
        return bool(load(key).parts or (history and history.parts))

    assert tuple(key for key in available() if told(key)) == WHOLES
    held = {*Session.objects.filter(state="held").values_list("ecosystem__slug", flat=True)}
    assert {one.slug for key in WHOLES for one in parts_of(key)} - held == LATER


@pytest.mark.parametrize("key", WHOLES)
def test_each_part_has_people_activities_marks_and_a_reading(key: str) -> None:
    for part in parts_of(key):
        if part.slug in LATER:
            assert not Activity.objects.filter(ecosystem=part).exists()
            continue
        roles = {*Assignment.objects.filter(ecosystem=part).values_list("role", flat=True)}
        assert {"convener", "learner"} <= roles
        marks = Attendance.objects.filter(ecosystem=part)
        assert {"present", "absent"} <= {*marks.values_list("status", flat=True)}
        assert {*marks.values_list("origin", flat=True)} == {"simulated"}
        assert Snapshot.objects.get(ecosystem=part).readings.filter(state="ok").exists()
        together = Delivery.objects.filter(activity__ecosystem=part, organisation__kind="partner")
        assert together.exists()


@pytest.mark.parametrize("key", WHOLES)
def test_who_is_of_a_part_is_of_the_whole_and_each_mark_is_in_one_of_them(key: str) -> None:
    whole = Ecosystem.objects.get(slug=key)
    for part in parts_of(key):
        people = Assignment.objects.filter(ecosystem=part).values("person")
        of_whole = Assignment.objects.filter(ecosystem=whole).values("person")
        assert not people.exclude(person__in=of_whole).exists()
        members = OrganisationMembership.objects.filter(ecosystem=part).values("organisation")
        of_all = OrganisationMembership.objects.filter(ecosystem=whole).values("organisation")
        assert not members.exclude(organisation__in=of_all).exists()
        others = Activity.objects.filter(ecosystem=part).exclude(site__in=members)
        assert not others.exists()
    everywhere = Activity.objects.filter(ecosystem__in=[whole, *parts_of(key)])
    codes = list(everywhere.filter(code__startswith="sim-a").values_list("code", flat=True))
    assert len(codes) == len({*codes})
    assert Activity.objects.filter(ecosystem=whole, code__startswith="sim-a").exists()


@pytest.mark.parametrize("key", WHOLES)
def test_a_whole_reads_with_its_parts_and_each_learner_once(key: str) -> None:
    whole = Ecosystem.objects.get(slug=key)
    learners = Assignment.objects.filter(ecosystem=whole, role="learner").values("person")
    of_parts = Assignment.objects.filter(ecosystem__in=parts_of(key), role="learner")
    assert of_parts.count() == learners.distinct().count()
    reach = Snapshot.objects.get(ecosystem=whole).readings.get(number="4.1")
    stated = whole.populations.get(dimension="").value
    assert reach.n == stated
    of_each = [one.populations.filter(dimension="").first() for one in parts_of(key)]
    total = sum(one.value for one in of_each if one)
    assert abs(total - stated) <= len(of_each)  # rounded


def test_hives_meet_in_the_afternoon_of_their_own_town() -> None:
    for part in parts_of("hive"):
        zone = zone_of(part)
        usual = Session.objects.filter(ecosystem=part, state="held").exclude(day=AT.date())
        hours = {one.starts_at.astimezone(zone).hour for one in usual}
        assert hours == (set() if part.slug in LATER else {15})
        marked = usual.filter(marked_at__lt=F("starts_at"))
        assert not marked.exists()


def test_planted_again_elsewhere_a_part_holds_the_same(tmp_path) -> None:
    before = [digest(part) for part in parts_of("hive")]
    path = tmp_path / "hive.toml"
    text = as_toml(blueprint_of(STEWARD, "hive"))
    path.write_text(text, encoding="utf-8")
    elsewhere = plant(str(path), "elsewhere", name="Elsewhere", wish=Wish(facts=True))
    again = list(elsewhere.parts.order_by("pk"))
    assert [one.name for one in again] == [one.name for one in read(path).parts]
    assert all(kinds_of(one) == kinds_of(elsewhere) != [] for one in again)
    twin = plant("hive", "twin", name="Twin", history=True, scale=SCALE, wish=Wish(facts=True))
    assert [digest(part) for part in twin.parts.order_by("slug")] == before


def kinds_of(place: Ecosystem) -> list[str]:
    return sorted(Kind.objects.filter(ecosystem=place).values_list("key", flat=True))
