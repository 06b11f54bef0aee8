"""Groups made, changed, filled, emptied and ended on their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Organisation, Person
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db

SENT = {"name": "5a", "kind": "class", "starts": "2026-08-01", "grade": "5"}
SignIn = Callable[[Person], None]


@dataclass
class Scene:
    aspen: Ecosystem
    oak: Organisation
    group: Group
    page: str


@pytest.fixture
def scene() -> Scene:
    aspen = factories.ecosystem()
    oak = factories.member_school(aspen)
    group = Group.objects.create(
        ecosystem=aspen, organisation=oak, name="5a", starts=factories.STARTS
    )
    return Scene(aspen, oak, group, f"/e/{aspen.slug}/groups/{group.uuid}/")


@pytest.fixture
def ada(scene: Scene, client: Client) -> Client:
    return signed_in(client, factories.convener(scene.aspen))


def signed_in(client: Client, person: Person) -> Client:
    session = client.session
    session["person_id"] = person.pk
    session.save()
    return client


def inside(group: Group) -> set[str]:
    return set(group.places.filter(ends__isnull=True).values_list("person__name", flat=True))


def coded(scene: Scene, *codes: str) -> list[Person]:
    people = [factories.learner(scene.oak, f"Learner {code}") for code in codes]
    for one, code in zip(people, codes, strict=True):
        Person.objects.filter(pk=one.pk).update(code=code)
    return people


def test_a_group_is_made_once_however_often_it_is_sent(scene: Scene, ada: Client) -> None:
    page = f"/e/{scene.aspen.slug}/groups/new/"
    sent = {**SENT, "name": "6b", "act_token": "once"}
    answers = [ada.post(page, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Group.objects.filter(name="6b").count() == 1


def test_the_second_of_two_editors_sees_both_versions_and_may_insist(
    scene: Scene, ada: Client
) -> None:
    at_site = {**SENT, "organisation": scene.oak.pk}
    assert (
        ada.post(f"{scene.page}edit/", {**at_site, "name": "A", "revision": 1}).status_code == 302
    )
    answer = ada.post(f"{scene.page}edit/", {**at_site, "name": "B", "revision": 1})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="B"' in text
    assert "<bdi>A</bdi>" in text
    scene.group.refresh_from_db()
    assert (scene.group.name, scene.group.revision) == ("A", 2)
    assert 'name="revision" value="2"' in text
    assert (
        ada.post(f"{scene.page}edit/", {**at_site, "name": "B", "revision": 2}).status_code == 302
    )


def test_a_last_day_before_the_first_is_refused(scene: Scene, ada: Client) -> None:
    sent = {**SENT, "name": "X", "ends": "2026-07-01", "revision": 1}
    assert ada.post(f"{scene.page}edit/", sent).status_code == 422
    scene.group.refresh_from_db()
    assert scene.group.name == "5a"


def test_learners_come_in_by_codes_and_by_name_in_one_go(scene: Scene, ada: Client) -> None:
    one, two, three = coded(scene, "11", "12", "13")
    sent = {"codes": "11\n\n 12 \n11", "people": [str(three.uuid)], "starts": "2026-09-01"}
    assert ada.post(f"{scene.page}add/", sent).status_code == 302
    assert inside(scene.group) == {one.name, two.name, three.name}
    assert Fact.objects.filter(kind="membership.places_given").count() == 1


def test_unknown_codes_are_named_and_what_was_entered_stays(scene: Scene, ada: Client) -> None:
    coded(scene, "11")
    factories.learner(factories.member_school(factories.ecosystem("Birch")), "Far")
    Person.objects.filter(name="Far").update(code="99")
    answer = ada.post(f"{scene.page}add/", {"codes": "11\n98\n99", "starts": "2026-09-01"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "98, 99" in text
    assert "11\n98\n99" in text
    assert not GroupPlace.objects.exists()


def test_who_is_taken_out_comes_back_by_undo(scene: Scene, ada: Client) -> None:
    one, two = coded(scene, "11", "12")
    for person in (one, two):
        GroupPlace.objects.create(group=scene.group, person=person, starts=factories.STARTS)
    answer = ada.post(f"{scene.page}remove/", {"people": [str(one.uuid), "no-uuid"]}, follow=True)
    assert inside(scene.group) == {two.name}
    undo = factories.undo_of(answer)
    assert ada.post(undo).status_code == 302
    assert inside(scene.group) == {one.name, two.name}
    assert GroupPlace.objects.count() == 2
    assert ada.post(undo[:-1]).status_code == 404


def test_ending_a_group_ends_the_places_in_it(scene: Scene, ada: Client) -> None:
    (one,) = coded(scene, "11")
    GroupPlace.objects.create(group=scene.group, person=one, starts=factories.STARTS)
    assert ada.post(f"{scene.page}end/", {"ends": "2027-06-30"}).status_code == 302
    scene.group.refresh_from_db()
    assert scene.group.ends == date(2027, 6, 30)
    assert inside(scene.group) == set()


def test_a_leader_edits_the_groups_of_the_own_school_alone(scene: Scene, client: Client) -> None:
    lee = factories.person(scene.aspen, "Lee")
    factories.assigned(lee, "leader", scene.aspen, factories.member_school(scene.aspen, "Elm"))
    signed_in(client, lee)
    assert client.post(f"{scene.page}edit/", {**SENT, "name": "X"}).status_code in (403, 404)
    sent = {**SENT, "name": "X", "organisation": scene.oak.pk}
    assert client.post(f"/e/{scene.aspen.slug}/groups/new/", sent).status_code == 422
    assert list(Group.objects.values_list("name", flat=True)) == ["5a"]


@pytest.mark.parametrize("people", [2, 20])
def test_searching_takes_the_same_queries_however_many_are_found(
    people: int, scene: Scene, ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    coded(scene, *(str(number) for number in range(people)))
    ada.get(f"{scene.page}add/")
    with django_assert_max_num_queries(14):
        ada.get(f"{scene.page}add/?q=learner")
