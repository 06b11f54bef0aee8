"""A group is led no more once the role that let somebody lead it is over."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.actions.led_places import close_overdue
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.rules import stops_leading
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact, FactSubject
from hedgerow.foundation.permissions import Actor

STEWARD, TODAY, OAK, ELM = Actor.the_steward(), NOW.date(), 1, 2


@pytest.mark.parametrize(
    ("group", "ended", "left", "stops"),
    [
        (OAK, {OAK}, set(), True),
        (OAK, {OAK}, {OAK}, False),
        (OAK, {OAK}, {None}, False),
        (OAK, {OAK}, {ELM}, True),
        (OAK, {None}, {ELM}, True),
        (OAK, {ELM}, {3}, False),
        (OAK, {ELM}, set(), True),
        (OAK, set(), {ELM}, False),
        (None, {OAK}, {ELM}, False),
        (None, {OAK}, set(), True),
    ],
)
def test_a_role_lets_lead_where_it_is_held(
    group: int | None, ended: Collection[int | None], left: Collection[int | None], stops: bool
) -> None:
    assert stops_leading(group, set(ended), set(left)) is stops


class Scene:
    """Tove teaches at Oak and leads a class there."""

    def __init__(self) -> None:
        self.aspen = factories.ecosystem()
        self.oak = factories.member_school(self.aspen)
        self.elm = factories.member_school(self.aspen, "Elm School")
        self.tove = factories.person(self.aspen, "Tove")
        self.role = factories.assigned(self.tove, "educator", self.aspen, self.oak)
        self.place = self.led("5a")
        factories.convener(self.aspen)

    def led(self, name: str, **values: object) -> GroupPlace:
        given = {"organisation": self.oak, "starts": factories.STARTS, **values}
        group = Group.objects.create(ecosystem=self.aspen, name=name, **given)
        return GroupPlace.objects.create(
            group=group, person=self.tove, leads=True, starts=factories.STARTS
        )

    def end(self, on: date = TODAY, at: datetime = NOW) -> None:
        actions.end_assignments(self.aspen, [self.role.pk], on, by=STEWARD, at=at)

    def last_day(self) -> date | None:
        self.place.refresh_from_db()
        return self.place.ends


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


@pytest.mark.parametrize("back", [0, 30])
def test_the_place_ends_on_the_last_day_of_the_role_in_the_same_fact(
    scene: Scene, back: int
) -> None:
    on = TODAY - timedelta(days=back)
    scene.end(on)
    assert scene.last_day() == on
    fact = Fact.objects.get()
    assert fact.kind == "membership.roles_ended"
    about = FactSubject.objects.filter(fact=fact, kind="membership.group")
    assert [row.uuid for row in about] == [scene.place.group.uuid]


def test_another_school_lets_nobody_lead_a_class_here(scene: Scene) -> None:
    factories.assigned(scene.tove, "educator", scene.aspen, scene.elm)
    there = scene.led("6e", organisation=scene.elm)
    scene.end()
    there.refresh_from_db()
    assert (scene.last_day(), there.ends) == (TODAY, None)


@pytest.mark.parametrize(("role", "stays"), [("tutor", True), ("guardian", False)])
def test_the_place_stays_while_another_role_lets_one_lead_it(
    scene: Scene, role: str, stays: bool
) -> None:
    factories.assigned(scene.tove, role, scene.aspen)
    scene.end()
    assert (scene.last_day() is None) is stays


def test_who_convenes_the_network_above_goes_on_leading(scene: Scene) -> None:
    network = factories.ecosystem("Network")
    scene.aspen.parent = network
    scene.aspen.save()
    factories.assigned(scene.tove, "convener", network)
    scene.end()
    assert scene.last_day() is None


def test_what_is_learnt_stays_open_and_so_do_the_places_of_others(scene: Scene) -> None:
    tam = factories.person(scene.aspen, "Tam")
    factories.assigned(tam, "educator", scene.aspen, scene.oak)
    given = {"group": scene.place.group, "leads": True, "starts": factories.STARTS}
    GroupPlace.objects.create(person=tam, **given)
    course = scene.led("Course", organisation=None)
    GroupPlace.objects.filter(pk=course.pk).update(leads=False)
    factories.assigned(scene.tove, "guardian", scene.aspen)
    scene.end()
    open_ = GroupPlace.objects.filter(ends=None).values_list("person__name", flat=True)
    assert set(open_) == {"Tam", "Tove"}


def test_a_role_that_ends_on_a_day_to_come_closes_the_place_after_it(scene: Scene) -> None:
    scene.end(TODAY + timedelta(days=3))
    assert scene.last_day() is None
    assert close_overdue(NOW + timedelta(days=3)) == 0
    assert close_overdue(NOW + timedelta(days=4)) == 1
    assert scene.last_day() == TODAY + timedelta(days=3)
    assert close_overdue(NOW + timedelta(days=4)) == 0
    kinds = list(Fact.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["membership.roles_ended", "membership.places_ended"]


def test_a_role_written_anew_with_its_last_day_closes_the_place_too(scene: Scene) -> None:
    row = {"person_id": scene.tove.pk, "role": "educator", "organisation_id": scene.oak.pk}
    actions.assign_many(scene.aspen, [{**row, "ends": TODAY}], by=STEWARD, at=NOW)
    assert scene.last_day() == TODAY


def test_a_role_taken_back_whole_lets_nobody_lead(scene: Scene) -> None:
    Assignment.objects.filter(pk=scene.role.pk).update(starts=TODAY)
    scene.end(TODAY - timedelta(days=1))
    assert not Assignment.objects.filter(pk=scene.role.pk).exists()
    assert scene.last_day() == TODAY


@pytest.mark.slow
def test_the_page_says_how_many_groups_close_with_the_role(scene: Scene, client: Client) -> None:
    ada = Person.objects.get(name="Ada")
    session = client.session
    session["person_id"] = ada.pk
    session.save()
    page = client.get(f"/e/{scene.aspen.slug}/roles/{scene.role.uuid}/end/")
    assert "Tove leads one group." in page.content.decode()
