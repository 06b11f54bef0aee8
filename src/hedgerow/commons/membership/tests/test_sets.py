"""Roles, groups and places by the set: recognised, compared, refused."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.errors import LastConvener, UnknownRole
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
AUTUMN, SPRING = date(2026, 8, 1), date(2027, 1, 10)


def test_roles_given_twice_change_nothing_the_second_time() -> None:
    aspen = factories.ecosystem()
    oak, bo = factories.organisation(aspen), factories.person(aspen, "Bo")
    row = {"person_id": bo.pk, "role": "learner", "organisation_id": oak.pk, "starts": AUTUMN,
           "grade": "5"}  # fmt: skip
    outcomes = [actions.assign_many(aspen, [row], by=STEWARD, at=NOW) for _ in "ab"]
    assert outcomes == [Outcome(new=1), Outcome(unchanged=1)]
    assert Fact.objects.count() == 1
    assert Dirty.objects.filter(table="participant", ecosystem=aspen.pk).count() == 1


def test_a_new_grade_changes_the_role_that_is_held() -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    bo = factories.learner(oak, grade="5")
    row = {"person_id": bo.pk, "role": "learner", "organisation_id": oak.pk, "grade": "6"}
    assert actions.assign_many(aspen, [row], by=STEWARD, at=NOW) == Outcome(changed=1)
    assert Assignment.objects.get(person=bo).grade == "6"


def test_a_change_of_school_ends_one_spell_and_begins_another() -> None:
    aspen = factories.ecosystem()
    oak, elm = factories.member_school(aspen), factories.member_school(aspen, "Elm School")
    bo = factories.learner(oak)
    of_bo = {"person_id": bo.pk, "role": "learner"}
    rows = [
        {**of_bo, "organisation_id": oak.pk, "starts": factories.STARTS, "ends": SPRING},
        {**of_bo, "organisation_id": elm.pk, "starts": SPRING + timedelta(1)},
    ]
    outcome = actions.assign_many(aspen, rows, by=STEWARD, at=NOW)
    assert (outcome.new, outcome.changed) == (1, 1)
    assert actions.assign_many(aspen, rows, by=STEWARD, at=NOW) == Outcome(unchanged=2)


def test_sixty_roles_take_as_many_queries_as_two(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    aspen = factories.ecosystem()
    people = [factories.person(aspen, f"P{number}") for number in range(62)]
    rows = [{"person_id": row.pk, "role": "member"} for row in people]
    actions.assign_many(aspen, rows[:1], by=STEWARD, at=NOW)
    for part in (rows[:2], rows[2:]):
        with django_assert_num_queries(11):
            actions.assign_many(aspen, part, by=STEWARD, at=NOW)


@pytest.mark.parametrize("by_steward", [True, False])
def test_a_person_or_school_of_elsewhere_is_not_given_a_role(by_steward: bool) -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem("Birch")
    ada = factories.actor(factories.convener(aspen))
    by = STEWARD if by_steward else ada
    cy, elm = factories.person(birch, "Cy"), factories.organisation(birch, "Elm")
    bo = factories.person(aspen, "Bo")
    before = Assignment.objects.count()
    for row in (
        {"person_id": cy.pk, "role": "member"},
        {"person_id": bo.pk, "role": "leader", "organisation_id": elm.pk},
    ):
        with pytest.raises(NotFound):
            actions.assign_many(aspen, [row], by=by, at=NOW)
    assert Assignment.objects.count() == before
    assert not Fact.objects.exists()


def test_a_person_of_the_network_is_given_a_role_in_its_hive_not_the_other_way_round() -> None:
    network, hive = factories.ecosystem(), factories.ecosystem("Hive")
    hive.parent = network
    hive.save()
    bo, cy = factories.person(network, "Bo"), factories.person(hive, "Cy")
    actions.assign_many(hive, [{"person_id": bo.pk, "role": "convener"}], by=STEWARD, at=NOW)
    assert Assignment.objects.get().person == bo
    with pytest.raises(NotFound):
        actions.assign_many(network, [{"person_id": cy.pk, "role": "member"}], by=STEWARD, at=NOW)
    assert Assignment.objects.count() == 1


def test_a_role_nobody_knows_is_refused() -> None:
    aspen = factories.ecosystem()
    row = {"person_id": factories.person(aspen).pk, "role": "emperor"}
    with pytest.raises(UnknownRole):
        actions.assign_many(aspen, [row], by=STEWARD, at=NOW)
    assert not Assignment.objects.exists()


def test_the_last_convener_stays_and_the_last_but_one_may_go() -> None:
    aspen = factories.ecosystem()
    ada, bo = factories.convener(aspen), factories.convener(aspen, "Bo")
    by = factories.actor(ada)
    of_ada, of_bo = (Assignment.objects.get(person=row).pk for row in (ada, bo))
    with pytest.raises(LastConvener):
        actions.end_assignments(aspen, [of_ada, of_bo], SPRING, by=by, at=NOW)
    assert Assignment.objects.filter(ends=None).count() == 2
    assert actions.end_assignments(aspen, [of_bo], SPRING, by=by, at=NOW) == 1
    assert actions.end_assignments(aspen, [of_bo], SPRING, by=by, at=NOW) == 0
    with pytest.raises(LastConvener):
        actions.end_assignments(aspen, [of_ada], SPRING, by=by, at=NOW)
