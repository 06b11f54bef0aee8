"""Only who has a role to lead in leads a group."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW
from hedgerow.commons.membership import actions
from hedgerow.commons.membership.errors import MayNotLead
from hedgerow.commons.membership.models import Assignment, Group, GroupPlace
from hedgerow.commons.membership.targets.group_places import diff_places
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.targets import Record

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@dataclass
class Scene:
    aspen: Ecosystem
    group: Group
    tam: Person
    bo: Person
    page: str

    def led_by(self, person: Person, **values: object) -> None:
        row = {"group_id": self.group.pk, "person_id": person.pk, "leads": True, **values}
        actions.place_many(self.aspen, [row], by=STEWARD, at=NOW)


@pytest.fixture
def scene() -> Scene:
    aspen = factories.ecosystem()
    group = Group.objects.create(ecosystem=aspen, name="5a", starts=factories.STARTS)
    tam, bo = factories.named(aspen, "Tam Tutor"), factories.named(aspen, "Bo Both")
    factories.assigned(tam, "tutor", aspen)
    factories.assigned(bo, "member", aspen)
    return Scene(aspen, group, tam, bo, f"/e/{aspen.slug}/groups/{group.uuid}/add/")


@pytest.fixture
def ada(scene: Scene, client: Client) -> Client:
    session = client.session
    session["person_id"] = factories.convener(scene.aspen).pk
    session.save()
    return client


def test_who_has_no_role_to_lead_in_is_refused_by_name(scene: Scene) -> None:
    with pytest.raises(MayNotLead) as refusal:
        scene.led_by(scene.bo)
    assert "Bo Both" in str(refusal.value)
    assert not GroupPlace.objects.exists()
    assert not Fact.objects.filter(kind="membership.places_given").exists()


def test_a_learner_who_is_also_a_tutor_leads(scene: Scene) -> None:
    factories.assigned(scene.bo, "tutor", scene.aspen)
    factories.assigned(scene.bo, "learner", scene.aspen)
    scene.led_by(scene.bo)
    assert GroupPlace.objects.get().leads


def test_who_convenes_the_network_above_leads(scene: Scene) -> None:
    network = factories.ecosystem("Network")
    scene.aspen.parent = network
    scene.aspen.save()
    with pytest.raises(MayNotLead):
        scene.led_by(scene.bo)
    factories.assigned(scene.bo, "convener", network)
    scene.led_by(scene.bo)
    assert GroupPlace.objects.get().person == scene.bo


def test_a_role_that_ended_before_the_place_begins_lets_nobody_lead(scene: Scene) -> None:
    Assignment.objects.filter(person=scene.tam).update(ends=date(2026, 12, 1))
    with pytest.raises(MayNotLead):
        scene.led_by(scene.tam, starts=date(2026, 12, 2))
    scene.led_by(scene.tam, starts=date(2026, 12, 1))
    assert GroupPlace.objects.get().person == scene.tam


def test_a_learner_is_not_made_to_lead_by_changing_the_place(scene: Scene) -> None:
    GroupPlace.objects.create(group=scene.group, person=scene.bo, starts=factories.STARTS)
    with pytest.raises(MayNotLead):
        scene.led_by(scene.bo)
    assert not GroupPlace.objects.get().leads


@pytest.mark.slow
def test_the_page_offers_to_lead_only_who_may(scene: Scene, ada: Client) -> None:
    everybody = ada.get(scene.page).content.decode()
    assert "Tam Tutor" in everybody
    assert "Bo Both" in everybody
    leaders = ada.get(f"{scene.page}?as=lead").content.decode()
    assert "Tam Tutor" in leaders
    assert "Bo Both" not in leaders
    found = ada.post(scene.page, {"leads": "yes", "find": "1", "q": "b"}).content.decode()
    assert "Bo Both" not in found


@pytest.mark.slow
def test_the_page_says_who_may_not_lead_and_saves_nothing(scene: Scene, ada: Client) -> None:
    today = timezone.localdate().isoformat()
    chosen = [str(scene.bo.uuid), str(scene.tam.uuid)]
    answer = ada.post(scene.page, {"leads": "yes", "people": chosen, "starts": today})
    assert answer.status_code == 409
    assert "lead a group: Bo Both." in answer.content.decode()
    assert not GroupPlace.objects.exists()
    sent = {"leads": "yes", "people": chosen[1:], "starts": today}
    assert ada.post(scene.page, sent).status_code == 302
    assert GroupPlace.objects.get(leads=True).person == scene.tam


def test_a_spreadsheet_names_the_cell_of_who_may_not_lead(scene: Scene) -> None:
    Group.objects.update(code="5A")
    for person in (scene.tam, scene.bo):
        Person.objects.filter(pk=person.pk).update(code=person.name[:2])
    starts = timezone.localdate() - timedelta(days=9)
    records = [
        Record(
            line, "", {"group_code": "5A", "person_code": code, "leads": leads, "starts": starts}
        )
        for line, (code, leads) in enumerate([("Ta", True), ("Bo", True), ("Bo", False)], start=2)
    ]
    found = diff_places(scene.aspen, records[:2])
    problems = [(one.line, one.column, one.code) for one in found.problems]
    assert problems == [(3, "leads", "membership.may_not_lead")]
    assert not diff_places(scene.aspen, [records[0], records[2]]).problems
