"""Joining, taking roles and signing in by a link."""

from datetime import timedelta

import pytest

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.errors import LinkSpent
from hedgerow.commons.membership.models import Assignment, OrganisationMembership
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db


def test_a_convener_lets_a_school_join_once() -> None:
    aspen = factories.ecosystem()
    oak = factories.organisation(aspen)
    ada = factories.actor(factories.convener(aspen))
    joined = [
        actions.join_organisations(aspen, [oak], factories.STARTS, by=ada, at=NOW) for _ in "ab"
    ]
    assert joined == [1, 0]
    assert Fact.objects.get().kind == "membership.organisations_joined"


def test_a_convener_assigns_a_role_once() -> None:
    aspen = factories.ecosystem()
    bo = factories.person(aspen, "Bo")
    ada = factories.actor(factories.convener(aspen))
    for _ in "ab":
        actions.assign_role(aspen, bo, "member", by=ada, at=NOW)
    assert Assignment.objects.filter(person=bo).count() == 1
    assert Fact.objects.get().kind == "membership.roles_assigned"


@pytest.mark.parametrize(("public", "error"), [(True, NotPermitted), (False, NotFound)])
def test_the_convener_of_another_ecosystem_changes_nothing(
    public: bool, error: type[Exception]
) -> None:
    aspen = factories.ecosystem(public=public)
    oak, bo = factories.organisation(aspen), factories.person(aspen, "Bo")
    cy = factories.actor(factories.convener(factories.ecosystem("Birch"), "Cy"))
    with pytest.raises(error):
        actions.join_organisations(aspen, [oak], factories.STARTS, by=cy, at=NOW)
    with pytest.raises(error):
        actions.assign_role(aspen, bo, "member", by=cy, at=NOW)
    assert not OrganisationMembership.objects.exists()
    assert not Assignment.objects.filter(person=bo).exists()
    assert not Fact.objects.exists()


def test_a_role_for_the_school_of_another_ecosystem_is_not_given() -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem("Birch")
    bo, elm = factories.person(aspen, "Bo"), factories.organisation(birch, "Elm School")
    ada = factories.actor(factories.convener(aspen))
    with pytest.raises(NotFound):
        actions.assign_role(aspen, bo, "leader", organisation=elm, by=ada, at=NOW)
    assert not Assignment.objects.filter(person=bo).exists()
    assert not Fact.objects.exists()


def test_a_link_signs_in_once() -> None:
    ada = factories.person()
    secret = actions.make_sign_in_link(ada, at=NOW)
    assert actions.sign_in_by_link(secret, at=NOW) == ada
    with pytest.raises(LinkSpent):
        actions.sign_in_by_link(secret, at=NOW)


def test_an_old_link_signs_nobody_in() -> None:
    secret = actions.make_sign_in_link(factories.person(), at=NOW)
    with pytest.raises(LinkSpent):
        actions.sign_in_by_link(secret, at=NOW + timedelta(minutes=30))


def test_a_demo_link_signs_in_again() -> None:
    ada = factories.person()
    secret = actions.make_sign_in_link(ada, at=NOW, reusable=True)
    assert [actions.sign_in_by_link(secret, at=NOW) for _ in "ab"] == [ada, ada]


def test_nobody_is_signed_in_by_the_public_without_a_link() -> None:
    assert not Actor.public().may("membership.role:assign", 1)
    with pytest.raises(LinkSpent):
        actions.sign_in_by_link("guess", at=NOW)
