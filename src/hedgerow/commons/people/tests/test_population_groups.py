"""Groups are off until a convener turns them on, and each declares for oneself and one's wards."""

import pytest
from django.test import Client
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import announce_groups, declare_own_groups
from hedgerow.commons.people.errors import GroupsNotCollected
from hedgerow.commons.people.models import DeclaredGroup, Guardian, Person, PopulationGroup
from hedgerow.commons.people.tests.factories import person
from hedgerow.foundation.errors import NotFound
from hedgerow.foundation.journal.queries import recent
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
ROWS = (
    {"dimension": "language", "key": "es", "title": "Spanish-speaking"},
    {"dimension": "language", "key": "ko", "title": "Korean-speaking"},
)


def announcing(*, on: bool = True) -> tuple[Ecosystem, list[PopulationGroup]]:
    place = ecosystem(collects_groups=on)
    announce_groups(place, ROWS, by=STEWARD, at=NOW)
    return place, list(PopulationGroup.objects.filter(ecosystem=place).order_by("pk"))


def signed_in(somebody: Person, place: Ecosystem, role: str) -> Client:
    somebody.assignments.create(ecosystem=place, role=role, starts=NOW.date())
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


def declared(somebody: Person) -> list[str]:
    rows = DeclaredGroup.objects.filter(person=somebody).order_by("group")
    return list(rows.values_list("group__key", flat=True))


@pytest.mark.slow
def test_a_convener_turns_them_on_announces_one_and_turns_them_off() -> None:
    place = ecosystem()
    ada = signed_in(person(place), place, "convener")
    address = reverse("population-groups", args=[place.slug])
    assert place.collects_groups is False
    assert ada.post(address, {"collect": "on"}).status_code == 302
    sent = {"dimension": "language", "title": "Spanish-speaking"}
    assert ada.post(address, sent).status_code == 302
    assert ada.post(address, {"dimension": "language", "title": "!"}).status_code == 422
    place.refresh_from_db()
    assert place.collects_groups is True
    assert [row.key for row in PopulationGroup.objects.all()] == ["spanish-speaking"]
    ada.post(address, {"collect": "off"})
    place.refresh_from_db()
    assert place.collects_groups is False


@pytest.mark.slow
def test_a_learner_declares_and_withdraws() -> None:
    place, (spanish, korean) = announcing()
    kim = person(place, "Kim")
    client = signed_in(kim, place, "learner")
    assert "Spanish-speaking" in client.get(reverse("my-details")).content.decode()
    sent = {"ecosystem": place.slug, "person": str(kim.uuid), "groups": str(spanish.uuid)}
    assert client.post(reverse("my-groups"), sent).status_code == 302
    assert declared(kim) == ["es"]
    client.post(reverse("my-groups"), {**sent, "groups": str(korean.uuid)})
    assert declared(kim) == ["ko"]
    client.post(reverse("my-groups"), {"ecosystem": place.slug, "person": str(kim.uuid)})
    assert declared(kim) == []
    assert {row.table for row in Dirty.objects.all()} == {"participant_group"}
    told = recent([place.pk], kinds=["people.groups_declared"]).rows
    assert [(fact.payload, fact.subjects) for fact in told] == [
        ({}, (("ecosystems.ecosystem", place.uuid),))
    ] * 3


def test_a_guardian_declares_for_the_own_child_alone() -> None:
    place, (spanish, _korean) = announcing()
    kim, lee, mother = (person(place, name) for name in ("Kim", "Lee", "Dana"))
    Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=NOW.date())
    by = Actor(person_id=mother.pk)
    declare_own_groups(place, kim, [spanish.pk], by=by, at=NOW)
    with pytest.raises(NotFound):
        declare_own_groups(place, lee, [spanish.pk], by=by, at=NOW)
    assert (declared(kim), declared(lee)) == (["es"], [])


def test_a_barred_guardian_declares_nothing() -> None:
    place, (spanish, _korean) = announcing()
    kim, father = person(place, "Kim"), person(place, "Ed")
    Guardian.objects.create(
        ecosystem=place, guardian=father, learner=kim, starts=NOW.date(), barred=True
    )
    with pytest.raises(NotFound):
        declare_own_groups(place, kim, [spanish.pk], by=Actor(person_id=father.pk), at=NOW)
    assert declared(kim) == []


def test_where_groups_are_off_one_may_withdraw_and_not_declare() -> None:
    place, (spanish, korean) = announcing(on=False)
    kim = person(place, "Kim")
    DeclaredGroup.objects.create(ecosystem=place, person=kim, group=spanish)
    by = Actor(person_id=kim.pk)
    with pytest.raises(GroupsNotCollected):
        declare_own_groups(place, kim, [spanish.pk, korean.pk], by=by, at=NOW)
    assert declared(kim) == ["es"]
    declare_own_groups(place, kim, [], by=by, at=NOW)
    assert declared(kim) == []


def test_a_group_of_elsewhere_is_not_found() -> None:
    place, _groups = announcing()
    _other, (foreign, _korean) = announcing()
    kim = person(place, "Kim")
    with pytest.raises(NotFound):
        declare_own_groups(place, kim, [foreign.pk], by=Actor(person_id=kim.pk), at=NOW)
    assert declared(kim) == []


def test_nothing_is_asked_where_groups_are_off() -> None:
    place, _groups = announcing(on=False)
    page = signed_in(person(place, "Kim"), place, "learner").get(reverse("my-details"))
    assert "Spanish-speaking" not in page.content.decode()


def test_what_groups_are_of_is_told_in_words() -> None:
    place = ecosystem(collects_groups=True)
    announce_groups(place, [{**ROWS[0], "dimension": "home-language"}], by=STEWARD, at=NOW)
    ada = signed_in(person(place), place, "convener")
    page = ada.get(reverse("population-groups", args=[place.slug])).content.decode()
    assert "Home language" in page
    assert "ome-language" not in page
