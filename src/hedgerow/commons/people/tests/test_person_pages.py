"""A person is added once, changed by who may, and looked for twice before a twin is made."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.people.actions import add_person, edit_own_details, edit_person, save_people
from hedgerow.commons.people.errors import LikelyKnown, SignsInElsewhere
from hedgerow.commons.people.models import Guardian, Person
from hedgerow.commons.people.permissions import EDIT_PEOPLE
from hedgerow.commons.people.queries import search
from hedgerow.commons.people.tests.factories import organisation, person
from hedgerow.commons.people.twins import duplicates
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()


def signed_in(somebody: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = somebody.pk
    session.save()
    return client


def convener(place: Ecosystem, name: str = "Ada Convener") -> Client:
    somebody = person(place, name)
    somebody.assignments.create(ecosystem=place, role="convener", starts=NOW.date())
    return signed_in(somebody)


def edit(row: Person) -> str:
    assert row.kept_by
    return reverse("edit-person", args=[row.kept_by.slug, row.uuid])


def test_a_person_is_added_and_found_without_accents() -> None:
    place = ecosystem()
    sent = {"name": "José Muñoz", "born": "2015-03-09", "language": "es"}
    answer = convener(place).post(reverse("new-person", args=[place.slug]), sent)
    assert answer.status_code == 302
    row = search(STEWARD, place, "munoz jose")[0]
    assert (row.born, row.language, row.sort_name) == (date(2015, 3, 9), "es", "jose munoz")
    assert Fact.objects.filter(kind="people.person_added").count() == 1


@pytest.mark.slow
def test_a_likely_twin_is_shown_before_saving_and_can_be_added_anyway() -> None:
    place = ecosystem()
    save_people(place, [{"name": "Muñoz José", "born": date(2015, 3, 9)}], by=STEWARD, at=NOW)
    ada, address = convener(place), reverse("new-person", args=[place.slug])
    sent = {"name": "Jose Munoz", "born": "2015-03-09"}
    answer = ada.post(address, sent)
    assert answer.status_code == 409
    assert "Muñoz José" in answer.content.decode()
    assert search(STEWARD, place, "munoz") == [Person.objects.get(name="Muñoz José")]
    assert ada.post(address, {**sent, "sure": "1"}).status_code == 302
    assert len(search(STEWARD, place, "munoz")) == 2


def test_another_birth_date_is_another_person() -> None:
    place = ecosystem()
    add_person(place, {"name": "Kim Lee", "born": date(2015, 3, 9)}, by=STEWARD, at=NOW)
    add_person(place, {"name": "Kim Lee", "born": date(2014, 3, 9)}, by=STEWARD, at=NOW)
    with pytest.raises(LikelyKnown):
        add_person(place, {"name": "Kim Lee"}, by=STEWARD, at=NOW)
    assert Person.objects.count() == 2


def test_the_same_person_of_another_ecosystem_is_not_shown() -> None:
    add_person(ecosystem(), {"name": "Kim Lee"}, by=STEWARD, at=NOW)
    add_person(ecosystem("Birch"), {"name": "Kim Lee"}, by=STEWARD, at=NOW)
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": " "}, "id_name"),
        ({"name": "A", "born": "2215-03-09"}, "id_born"),
        ({"name": "A", "language": "klingon"}, "id_language"),
    ],
)
def test_errors_stand_beside_their_fields(sent: dict[str, str], field: str) -> None:
    place = ecosystem()
    answer = convener(place).post(reverse("new-person", args=[place.slug]), sent)
    assert answer.status_code == 422
    assert f'id="{field}_error"' in answer.content.decode()
    assert Person.objects.count() == 1


@pytest.mark.slow
def test_the_second_of_two_editors_sees_both_versions_and_can_save_the_own() -> None:
    row = person(ecosystem(), "Kim")
    assert row.kept_by
    ada = convener(row.kept_by)
    assert ada.post(edit(row), {"name": "Kim Lee", "revision": 1}).status_code == 302
    answer = ada.post(edit(row), {"name": "Kim Li", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Kim Lee" in page
    assert "Kim Li" in page
    row.refresh_from_db()
    assert row.name == "Kim Lee"
    assert ada.post(edit(row), {"name": "Kim Li", "revision": 2}).status_code == 302


@pytest.mark.slow
def test_a_leader_changes_the_learners_of_the_own_school_alone() -> None:
    place = ecosystem()
    oak, elm = organisation(place, "Oak"), organisation(place, "Elm")
    kim, lee, bo, leader = (person(place, name) for name in ("Kim", "Lee", "Bo", "Cy"))
    day = NOW.date()
    for who, role, site in (
        (kim, "learner", oak), (lee, "learner", elm), (bo, "educator", oak),
        (leader, "leader", oak),
    ):  # fmt: skip
        who.assignments.create(ecosystem=place, role=role, organisation=site, starts=day)
    client = signed_in(leader)
    answers = [client.get(edit(row)).status_code for row in (kim, lee, bo)]
    assert answers == [200, 404, 403]


@pytest.mark.parametrize("tied", ["role", "ward"])
def test_nobody_takes_the_address_of_who_may_more_elsewhere(tied: str) -> None:
    place, other = ecosystem(), ecosystem("Birch")
    row = person(place, "Bo", email="bo@example.org", code="7")
    if tied == "role":
        row.assignments.create(ecosystem=other, role="learner", starts=NOW.date())
    else:
        Guardian.objects.create(
            ecosystem=other, guardian=row, learner=person(other, "Kim"), starts=NOW.date()
        )
    ada = Actor(person_id=person(place).pk, grants={place.pk: frozenset({EDIT_PEOPLE})})
    with pytest.raises(SignsInElsewhere):
        edit_person(row, {"email": "ada@example.org"}, by=ada, at=NOW)
    with pytest.raises(SignsInElsewhere):
        rows = [{"code": "7", "name": "Bo", "email": "ada@example.org"}]
        save_people(place, rows, by=ada, at=NOW)
    row.refresh_from_db()
    assert row.email == "bo@example.org"
    assert edit_person(row, {"called": "B"}, by=ada, at=NOW).called == "B"


def test_a_visitor_changes_nobody() -> None:
    row = person(ecosystem(), "Kim")
    with pytest.raises(NotFound):
        edit_person(row, {"name": "X"}, by=Actor.public(), at=NOW)
    with pytest.raises(NotFound):
        edit_own_details({"name": "X"}, by=Actor.public(), at=NOW)
    with pytest.raises(NotPermitted):
        assert row.kept_by
        add_person(row.kept_by, {"name": "X"}, by=Actor.public(), at=NOW)
    assert [one.name for one in Person.objects.all()] == ["Kim"]


@pytest.mark.slow
def test_ones_own_details_are_ones_own_to_change_and_the_code_is_not() -> None:
    kim = person(ecosystem(), "Kim", code="7")
    client, address = signed_in(kim), reverse("my-details")
    assert address in client.get(reverse("me")).content.decode()
    sent = {"name": "Kim Lee", "phone": "555", "language": "ar", "code": "8", "revision": 1}
    assert client.post(address, sent).cookies["django_language"].value == "ar"
    kim.refresh_from_db()
    assert (kim.name, kim.phone, kim.language, kim.code) == ("Kim Lee", "555", "ar", "7")
    assert client.post(address, {**sent, "name": "Kim Li"}).status_code == 409
    client.cookies["django_language"] = "en"
    assert "django_language" not in client.post(address, {**sent, "revision": 2}).cookies
    assert Client().get(address).status_code == 302


def test_a_name_of_nothing_is_refused() -> None:
    kim = person(ecosystem(), "Kim")
    with pytest.raises(Invalid):
        edit_own_details({"name": " "}, by=Actor(person_id=kim.pk), at=NOW)
    kim.refresh_from_db()
    assert kim.name == "Kim"


def test_likely_twins_stand_side_by_side() -> None:
    place = ecosystem()
    rows = [
        {"name": "Kim Lee", "born": date(2015, 3, 9), "code": "1"},
        {"name": "KIM LEE", "born": date(2015, 3, 9), "code": "2"},
        {"name": "Kim Lee", "born": date(2014, 1, 1), "code": "3"},
        {"name": "Bo Ek", "email": "bo@example.org"},
        {"name": "Bo Ek", "email": "BO@example.org"},
        {"name": "Dana", "email": "family@example.org"},
        {"name": "Kim", "email": "family@example.org"},
    ]
    save_people(place, rows, by=STEWARD, at=NOW)
    found = [[row.name for row in one.people] for one in duplicates(place)]
    assert found == [["Bo Ek", "Bo Ek"], ["Kim Lee", "KIM LEE"]]
    page = convener(place).get(reverse("people-duplicates", args=[place.slug])).content.decode()
    assert "KIM LEE" in page
    assert "Dana" not in page


@pytest.mark.slow
@pytest.mark.parametrize("name", ["people-duplicates", "new-person"])
def test_pages_take_as_many_queries_for_few_as_for_many(name: str) -> None:
    place = ecosystem()
    ada, counts = convener(place), []
    address = reverse(name, args=[place.slug])
    ada.get(address)
    for more in (2, 18):
        rows = [{"name": f"Kim {n // 2}", "born": date(2015, 3, 9)} for n in range(more)]
        save_people(place, rows, by=STEWARD, at=NOW)
        with CaptureQueriesContext(connection) as caught:
            assert ada.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
