"""All fourteen with who and what is in their history, in small: it agrees with the blueprint."""

from __future__ import annotations

import pytest
from django.db.models import Q

from hedgerow.commons.bodies.models import Body
from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.commons.people.models import Guardian, Organisation
from hedgerow.edges.blueprints.exporting import as_toml, blueprint_of
from hedgerow.edges.blueprints.schema import available, load
from hedgerow.edges.blueprints.simulated import History

from .conftest import STEWARD

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.sqlite]  # PostgreSQL: tests/kill


def history(key: str) -> History:
    found = load(key).history
    assert found is not None
    return found


@pytest.mark.parametrize("key", available())
def test_what_is_exported_names_no_organisation_but_whom_published_facts_name(key: str) -> None:
    recorded = {name for one in history(key).others for name in one.names if "{" not in name}
    names = Organisation.objects.filter(kept_by__slug=key).values_list("name", flat=True)
    told = as_toml(blueprint_of(STEWARD, key))
    assert names
    assert [name for name in names if name in told and name not in recorded] == []


@pytest.mark.parametrize("key", available())
def test_bodies_of_one_organisation_are_those_that_each_site_has(key: str) -> None:
    told = history(key).site_body
    of_one = Body.objects.filter(ecosystem__slug=key).exclude(organisation=None)
    sites = Organisation.objects.filter(kept_by__slug=key, code__startswith="sim-s")
    assert of_one.count() == (sites.count() if told else 0)
    for body in of_one.select_related("organisation", "parent"):
        assert told is not None
        assert body.organisation is not None
        assert body.organisation.name in body.name
        assert (body.parent.key if body.parent else None) == told.under


def test_syracuse_exports_its_council_and_no_team_of_a_school() -> None:
    assert Body.objects.filter(ecosystem__slug="syracuse", key__startswith="turnaround").exists()
    assert [one.key for one in blueprint_of(STEWARD, "syracuse").bodies] == ["zone-council"]


def memberships(key: str) -> set[tuple[str, str, str]]:
    """Tier, kind and sector of every membership in the whole and its parts."""
    whole = Q(ecosystem__slug=key) | Q(ecosystem__parent__slug=key)
    rows = OrganisationMembership.objects.filter(whole)
    return {*rows.values_list("tier", "organisation__kind", "organisation__sector")}


@pytest.mark.parametrize("key", available())
def test_a_tier_has_only_members_of_the_kinds_it_is_for(key: str) -> None:
    tiers, found = {one.key: one for one in load(key).tiers}, memberships(key)
    assert found
    assert {one for one in found if not tiers[one[0]].admits(*one[1:])} == set()


@pytest.mark.parametrize("key", available())
def test_every_organisation_is_a_member_in_one_tier(key: str) -> None:
    known = Organisation.objects.filter(kept_by__slug=key)
    joined = OrganisationMembership.objects.filter(ecosystem__slug=key)
    assert sorted(joined.values_list("organisation", flat=True)) == sorted(
        known.values_list("pk", flat=True)
    )


@pytest.mark.parametrize("key", available())
def test_learners_and_partners_are_in_tiers_that_have_such_a_role(key: str) -> None:
    for role in ("learner", "partner"):
        there = Assignment.objects.filter(ecosystem__slug=key, role=role).values("organisation")
        joined = OrganisationMembership.objects.filter(ecosystem__slug=key, organisation__in=there)
        without = {one.key for one in load(key).tiers if role not in one.roles}
        assert joined.exists()
        assert not joined.filter(tier__in=without).exists()


@pytest.mark.parametrize("key", available())
def test_each_role_in_an_organisation_is_one_that_its_tier_has(key: str) -> None:
    """Leaders among them, in whichever tier the organisation's turn has put it."""
    tiers = {one.key: one.roles for one in load(key).tiers}
    joined = OrganisationMembership.objects.filter(ecosystem__slug=key)
    tier_of = dict(joined.values_list("organisation", "tier"))
    held = Assignment.objects.filter(ecosystem__slug=key).exclude(organisation=None)
    there = {(role, tier_of[site]) for role, site in held.values_list("role", "organisation")}
    assert "leader" in {role for role, _tier in there}
    wrong = sorted((role, tier) for role, tier in there if tiers and role not in tiers[tier])
    assert wrong == []


@pytest.mark.parametrize("key", available())
def test_no_tier_is_without_a_member(key: str) -> None:
    joined = OrganisationMembership.objects.filter(
        Q(ecosystem__slug=key) | Q(ecosystem__parent__slug=key)
    )
    assert {one.key for one in load(key).tiers} - {*joined.values_list("tier", flat=True)} == set()


def test_network_leaders_are_of_states_and_those_of_tutors_of_who_runs_the_programme() -> None:
    held = Assignment.objects.filter(role="leader", ecosystem__slug__in=("pemle", "sat"))
    there = held.values_list("ecosystem__slug", "organisation__kind", "organisation__sector")
    assert {*there} == {("pemle", "state", "school"), ("sat", "partner", "social")}


def test_what_a_guardian_is_to_a_learner_is_said_in_the_ecosystems_own_language() -> None:
    ties = Guardian.objects.values_list("ecosystem__slug", "relation").distinct()
    said = dict(ties.order_by())
    assert (said["tulsa"], said["sat"], said["beit-jann"]) == (
        "parent", "madre o padre", "أحد الوالدين",
    )  # fmt: skip
