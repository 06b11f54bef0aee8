"""A site is where learners are, whatever kind of organisation it is."""

import pytest

from hedgerow.commons.membership.models import OrganisationMembership
from hedgerow.commons.membership.sites import beside_sites, has_sites, sites_of
from hedgerow.commons.people.models import Organisation
from hedgerow.foundation.permissions import Actor

from .factories import STARTS, ecosystem, learner, member_school, organisation

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def test_a_site_is_of_any_kind_and_what_it_is_part_of_is_none() -> None:
    own = ecosystem()
    county = organisation(own, "County", kind="county")
    district = organisation(own, "District", kind="district", parent=county)
    middle = organisation(own, "Middle", kind="middle-school", parent=district)
    organisation(own, "Clinic", kind="partner")
    learner(middle)
    assert [one.name for one in sites_of(STEWARD, own)] == ["Middle"]
    assert [one.name for one in Organisation.objects.filter(beside_sites(own))] == ["Clinic"]


def test_a_site_stays_one_when_its_learners_have_left() -> None:
    own = ecosystem()
    bo = learner(member_school(own))
    bo.assignments.update(ends=STARTS)
    assert sites_of(STEWARD, own).count() == 1


def test_there_are_sites_once_a_member_is_in_that_is_no_partner() -> None:
    own = ecosystem()
    clinic = organisation(own, "Clinic", kind="partner")
    member = {"ecosystem": own, "starts": STARTS}
    OrganisationMembership.objects.create(organisation=clinic, partner=True, **member)
    assert not has_sites(own)
    hive = organisation(own, "Hive", kind="hive")
    OrganisationMembership.objects.create(organisation=hive, **member)
    assert has_sites(own)
