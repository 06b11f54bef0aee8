"""The list of groups and one group."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hedgerow.commons.membership import queries
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.subjects import resolve

pytestmark = pytest.mark.django_db


def test_a_convener_sees_a_group_and_outsiders_do_not(client: Client) -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    group = Group.objects.create(ecosystem=aspen, name="Oaks 5a", starts=factories.STARTS)
    GroupPlace.objects.create(
        group=group, person=factories.learner(oak, "Bo Birch"), starts=factories.STARTS
    )
    cy = factories.convener(factories.ecosystem("Birch"), "Cy")
    addresses = (f"/e/{aspen.slug}/groups/", f"/e/{aspen.slug}/groups/{group.uuid}/")
    for person, status in ((factories.convener(aspen), 200), (cy, 404)):
        session = client.session
        session["person_id"] = person.pk
        session.save()
        answers = [client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [status] * 2
        shown = [word in answers[1].content.decode() for word in ("Oaks 5a", "Bo Birch")]
        assert shown == [status == 200] * 2
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [302, 404]


@pytest.mark.parametrize("learners", [2, 20])
def test_a_group_takes_two_queries_however_many_are_in_it(
    learners: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    group = Group.objects.create(ecosystem=aspen, name="5a", starts=factories.STARTS)
    for number in range(learners):
        bo = factories.learner(oak, f"Bo {number}")
        GroupPlace.objects.create(group=group, person=bo, starts=factories.STARTS)
    by = factories.actor(factories.convener(aspen))
    with django_assert_num_queries(2):
        page = queries.group_page(by, aspen.slug, group.uuid)
    assert len(page.learners) == learners


def test_a_link_to_a_group_is_for_those_who_see_it() -> None:
    aspen = factories.ecosystem()
    group = Group.objects.create(ecosystem=aspen, name="5a", starts=factories.STARTS)
    ada = factories.actor(factories.convener(aspen))
    found = resolve(ada, "membership.group", [group.uuid])
    assert found[group.uuid].url == f"/e/{aspen.slug}/groups/{group.uuid}/"
    assert resolve(Actor.public(), "membership.group", [group.uuid]) == {}
