"""Guardians are noted on the learner's page, see the learner, and see nothing once it ends."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import convener, learner, member_school, person
from hedgerow.commons.people.actions import end_guardian, save_people
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.foundation.errors import NotPermitted
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


@pytest.fixture
def place() -> Ecosystem:
    return ecosystem(public=False)


def signed_in(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = who.pk
    session.save()
    return client


def page_of(kim: Person) -> str:
    assert kim.kept_by
    return reverse("person", args=[kim.kept_by.slug, kim.uuid])


def adding(kim: Person) -> str:
    assert kim.kept_by
    return reverse("add-guardian", args=[kim.kept_by.slug, kim.uuid])


@pytest.mark.slow
def test_somebody_new_becomes_a_guardian_and_sees_the_learner_alone(place: Ecosystem) -> None:
    school = member_school(place)
    kim, lee = learner(school, "Kim"), learner(school, "Lee")
    sent = {"which": "new", "name": "Dana Own", "relation": "mother", "email": "d@example.org"}
    answer = signed_in(convener(place)).post(adding(kim), sent)
    assert answer.status_code == 302
    mother = Person.objects.get(name="Dana Own")
    tie = Guardian.objects.get()
    assert (tie.guardian, tie.learner, tie.relation) == (mother, kim, "mother")
    seen = [signed_in(mother).get(page_of(one)).status_code for one in (kim, lee)]
    assert seen == [200, 404]


def test_somebody_who_is_here_is_found_and_chosen(place: Ecosystem) -> None:
    kim = learner(member_school(place), "Kim")
    save_people(place, [{"name": "Ana Muñoz"}], by=STEWARD, at=NOW)
    ana, ada = Person.objects.get(name="Ana Muñoz"), signed_in(convener(place))
    found = ada.get(adding(kim), {"q": "munoz"}).content.decode()
    assert str(ana.uuid) in found
    assert ada.post(adding(kim), {"guardian": str(ana.uuid)}).status_code == 302
    assert Guardian.objects.get().guardian == ana
    assert Assignment.objects.filter(person=ana, role="guardian", ends=None).count() == 1


@pytest.mark.slow
def test_a_likely_twin_is_offered_instead(place: Ecosystem) -> None:
    kim = learner(member_school(place), "Kim")
    save_people(place, [{"name": "Ana Muñoz"}], by=STEWARD, at=NOW)
    ana, ada = Person.objects.get(name="Ana Muñoz"), signed_in(convener(place))
    answer = ada.post(adding(kim), {"which": "new", "name": "Ana Munoz", "relation": "aunt"})
    assert answer.status_code == 409
    assert "It is this one" in answer.content.decode()
    assert not Guardian.objects.exists()
    sent = {"guardian": str(ana.uuid), "relation": "aunt", "likely": str(ana.uuid)}
    assert ada.post(adding(kim), sent).status_code == 302
    assert Guardian.objects.get().relation == "aunt"
    assert Person.objects.filter(name__startswith="Ana").count() == 1


@pytest.mark.slow
def test_a_guardian_whose_tie_ended_sees_nothing_until_it_is_undone(place: Ecosystem) -> None:
    kim, mother = learner(member_school(place), "Kim"), person(place, "Dana")
    mother.assignments.create(ecosystem=place, role="guardian", starts=NOW.date())
    tie = Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=NOW.date())
    ada, family = signed_in(convener(place)), signed_in(mother)
    assert family.get(page_of(kim)).status_code == 200
    own = [place.slug, kim.uuid, tie.uuid]
    assert ada.post(reverse("end-guardian", args=own)).status_code == 302
    assert family.get(page_of(kim)).status_code == 404
    assert ada.post(reverse("guardian-back", args=own)).status_code == 302
    assert family.get(page_of(kim)).status_code == 200


@pytest.mark.slow
def test_a_learner_and_somebody_of_elsewhere_cannot_be_chosen(place: Ecosystem) -> None:
    school = member_school(place)
    kim, lee = learner(school, "Kim"), learner(school, "Lee")
    stranger, ada = person(ecosystem("Birch"), "Cy"), signed_in(convener(place))
    for who in (kim, lee, stranger):
        answer = ada.post(adding(kim), {"guardian": str(who.uuid)})
        assert answer.status_code == 422
    assert not Guardian.objects.exists()


def test_who_may_not_edit_people_ends_no_tie() -> None:
    place = ecosystem()
    kim, mother = person(place, "Kim"), person(place, "Dana")
    tie = Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=NOW.date())
    with pytest.raises(NotPermitted):
        end_guardian(tie, NOW.date(), by=Actor(person_id=mother.pk), at=NOW)
    tie.refresh_from_db()
    assert tie.ends is None
