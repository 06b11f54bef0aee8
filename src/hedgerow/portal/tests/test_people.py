"""People on their pages: each reader finds whom they may see, and no more about them."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.tests.factories import (
    assigned,
    convener,
    learner,
    member_school,
    person,
)
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import DeclaredGroup, Guardian, Person, PopulationGroup
from hedgerow.foundation.accesslog.models import Opening
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 8, 1)
NAMES = ("Ada Muñoz", "김민준", "أحمد الأُسْتاذ", "שָׁרָה כהן", "Bo Ek")


def signed_in(who: Person) -> Client:
    client = Client()
    session = client.session
    session["person_id"] = who.pk
    session.save()
    return client


def read(client: Client, page: str, place: Ecosystem, *more: object, **asked: str) -> str:
    answer = client.get(reverse(page, args=[place.slug, *more]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("munoz", "Ada Muñoz"),
        ("MUÑ ada", "Ada Muñoz"),
        ("김민", "김민준"),
        ("احمد", "أحمد الأُسْتاذ"),
        ("الاستاذ", "أحمد الأُسْتاذ"),
        ("שרה", "שָׁרָה כהן"),
    ],
)
def test_a_name_is_found_as_people_type_it(typed: str, found: str) -> None:
    place = ecosystem()
    save_people(place, [{"name": name} for name in NAMES], by=Actor.the_steward(), at=NOW)
    page = read(signed_in(convener(place, "Zoe")), "people", place, name=typed)
    assert [name for name in NAMES if name in page] == [found]


def test_half_a_syllable_of_hangul_finds_nobody() -> None:
    place = ecosystem()
    save_people(place, [{"name": "김민준"}], by=Actor.the_steward(), at=NOW)
    assert "김민준" not in read(signed_in(convener(place)), "people", place, name="기")


@pytest.mark.slow
def test_everybody_finds_only_whom_they_may_see() -> None:
    place = ecosystem()
    oak, elm = member_school(place, "Oak"), member_school(place, "Elm")
    kim, lee = learner(oak, "Kim Own"), learner(elm, "Lee Other")
    teacher, mother = person(place, "Bo Teacher"), person(place, "Dana Mother")
    assigned(teacher, "educator", place, oak)
    assigned(mother, "guardian", place)
    Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=BEGAN)
    for reader, seen in (
        (convener(place, "Ada"), {kim, lee, teacher, mother}),
        (teacher, {kim, teacher, mother}),
        (mother, {kim, mother}),
        (kim, {kim}),
    ):
        page = read(signed_in(reader), "people", place)
        listed = {one for one in (kim, lee, teacher, mother) if one.name in page}
        assert listed == seen, reader.name


@pytest.mark.slow
def test_filters_know_roles_organisations_and_groups() -> None:
    place = ecosystem()
    oak, elm = member_school(place, "Oak"), member_school(place, "Elm")
    lee = learner(elm, "Lee")
    learner(oak, "Kim")
    oak.words.create(word="oak")
    group = Group.objects.create(ecosystem=place, name="Class 5b", starts=BEGAN)
    GroupPlace.objects.create(group=group, person=lee, starts=BEGAN)
    ada = signed_in(convener(place, "Ada Convener"))
    for asked, found in (
        ({"role": "convener"}, ["Ada Convener"]),
        ({"role": "learner"}, ["Kim", "Lee"]),
        ({"organisation": "oa"}, ["Kim"]),
        ({"group": "5b"}, ["Lee"]),
    ):
        lines = ada.get(reverse("people", args=[place.slug]), {**asked, "format": "csv"})
        rows = list(csv.reader(io.StringIO(lines.getvalue().decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == found


@pytest.mark.slow
def test_nobody_is_in_a_group_that_is_over() -> None:
    place = ecosystem()
    lee = learner(member_school(place, "Elm"), "Lee")
    began, over = date(2025, 8, 15), date(2026, 6, 15)
    for name, ends in (("Maths 3", over), ("Maths 4", None)):
        group = Group.objects.create(ecosystem=place, name=name, starts=began, ends=ends)
        GroupPlace.objects.create(group=group, person=lee, starts=began)
    ada = signed_in(convener(place, "Ada Convener"))
    listed = read(ada, "people", place)
    assert ("Maths 3" in listed, "Maths 4" in listed) == (False, True)
    own = ada.get(reverse("person", args=[place.slug, lee.uuid])).content.decode()
    assert own.index("Maths 4") < own.index("Maths 3")
    assert "15 June 2026" in own


@pytest.mark.slow
def test_invitations_are_found_from_people_and_from_roles_by_who_may_invite() -> None:
    place = ecosystem()
    ada, mo = convener(place, "Ada"), person(place, "Mo")
    assigned(mo, "member", place)
    links = [reverse(name, args=[place.slug]) for name in ("invitations", "invite")]
    page = read(signed_in(ada), "people", place)
    assert all(f'href="{link}"' in page for link in links)
    assert f'href="{links[0]}"' in read(signed_in(ada), "roles", place)
    assert not any(f'href="{link}"' in read(signed_in(mo), "people", place) for link in links)


@pytest.mark.slow
def test_a_role_ends_from_the_persons_page_for_who_may_assign() -> None:
    place = ecosystem()
    ada, mo = convener(place, "Ada"), person(place, "Mo")
    link = reverse("role-end", args=[place.slug, assigned(mo, "member", place).uuid])
    assert link in read(signed_in(ada), "person", place, mo.uuid)
    assert link not in read(signed_in(mo), "person", place, mo.uuid)


def test_an_empty_list_says_what_to_do_first() -> None:
    place, above = ecosystem(), ecosystem("Network")
    place.parent = above
    place.save()
    page = read(signed_in(convener(above)), "people", place)
    assert reverse("imports", args=[place.slug]) in page
    assert "Nobody is here yet" in page


@pytest.mark.slow
def test_the_table_takes_as_many_queries_for_few_as_for_many() -> None:
    place = ecosystem()
    school = member_school(place)
    ada, counts = signed_in(convener(place)), []
    read(ada, "people", place)
    for more in (2, 18):
        for number in range(more):
            one = learner(school, f"Kim {more} {number}")
            group = Group.objects.create(ecosystem=place, name=f"{number}", starts=BEGAN)
            GroupPlace.objects.create(group=group, person=one, starts=BEGAN)
        with CaptureQueriesContext(connection) as caught:
            read(ada, "people", place)
        counts.append(len(caught))
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_a_person_page_takes_as_many_queries_for_few_as_for_many() -> None:
    place = ecosystem()
    kim = learner(member_school(place), "Kim")
    kind = Kind.objects.create(ecosystem=place, key="club", name="Club")
    ada, counts = signed_in(convener(place)), []
    read(ada, "person", place, kim.uuid)
    for more in (2, 18):
        for number in range(more):
            joined(place, kim, kind, f"Club {more} {number}")
            mother = person(place, f"Dana {number}")
            Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=BEGAN)
        with CaptureQueriesContext(connection) as caught:
            read(ada, "person", place, kim.uuid)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def joined(place: Ecosystem, who: Person, kind: Kind, title: str) -> Activity:
    activity = Activity.objects.create(
        ecosystem=place, kind=kind, title=title, starts=BEGAN, created_at=NOW
    )
    Enrolment.objects.create(ecosystem=place, activity=activity, person=who, starts=BEGAN)
    for hour, status in ((9, "present"), (10, "absent")):
        session = Session.objects.create(
            ecosystem=place, activity=activity, day=NOW.date(), starts_at=NOW.replace(hour=hour),
            minutes=90,
        )  # fmt: skip
        Attendance.objects.create(
            ecosystem=place, day=NOW.date(), session=session, person=who, status=status,
            minutes=90 if status == "present" else 0, recorded_at=NOW,
        )  # fmt: skip
    return activity


def test_a_learners_page_says_how_often_they_were_there() -> None:
    place = ecosystem()
    kim = learner(member_school(place), "Kim")
    joined(place, kim, Kind.objects.create(ecosystem=place, key="club", name="Club"), "Robotics")
    page = read(signed_in(convener(place)), "person", place, kim.uuid)
    assert "Robotics" in page
    assert "1 of 2" in page
    assert "1.5 hours in all." in page


@pytest.mark.slow
def test_opening_a_learner_is_noted_and_opening_an_adult_is_not() -> None:
    place = ecosystem()
    kim, ada = learner(member_school(place), "Kim"), convener(place)
    reader = signed_in(ada)
    read(reader, "person", place, ada.uuid)
    read(signed_in(kim), "person", place, kim.uuid)
    assert not Opening.objects.exists()
    read(reader, "person", place, kim.uuid)
    noted = Opening.objects.get()
    assert (noted.learner, noted.by_person, noted.what) == (kim.pk, ada.pk, "people.person")


@pytest.mark.slow
def test_birth_date_and_addresses_are_for_the_person_guardians_and_who_may_edit() -> None:
    place = ecosystem()
    school = member_school(place)
    kim = learner(school, "Kim")
    Person.objects.filter(pk=kim.pk).update(
        born=date(2015, 3, 9), email="kim@example.org", phone="555 01", language="ko"
    )
    teacher, leader, mother = (person(place, name) for name in ("Bo", "Cy", "Dana"))
    assigned(teacher, "educator", place, school)
    assigned(leader, "leader", place, school)
    assigned(mother, "guardian", place)
    Guardian.objects.create(ecosystem=place, guardian=mother, learner=kim, starts=BEGAN)
    for reader, told in (
        (kim, True), (mother, True), (leader, True), (convener(place), True), (teacher, False),
    ):  # fmt: skip
        page = read(signed_in(reader), "person", place, kim.uuid)
        for fact in (" 2015", "kim@example.org", "555 01", "Korean</dd>"):
            assert (fact in page) is told, reader.name


@pytest.mark.slow
def test_nobody_is_shown_what_somebody_else_declared_or_who_is_barred() -> None:
    place = ecosystem(collects_groups=True)
    school = member_school(place)
    kim, father, teacher = learner(school, "Kim"), person(place, "Ed Father"), person(place, "Bo")
    assigned(father, "guardian", place)
    assigned(teacher, "educator", place, school)
    Guardian.objects.create(
        ecosystem=place, guardian=father, learner=kim, starts=BEGAN, barred=True
    )
    group = PopulationGroup.objects.create(
        ecosystem=place, dimension="language", key="es", title="Spanish-speaking", announced_at=NOW
    )
    DeclaredGroup.objects.create(ecosystem=place, person=kim, group=group)
    by_convener = read(signed_in(convener(place)), "person", place, kim.uuid)
    by_teacher = read(signed_in(teacher), "person", place, kim.uuid)
    assert "Ed Father" in by_convener
    assert "Ed Father" not in by_teacher
    assert "Spanish-speaking" not in by_convener + by_teacher


def test_people_are_in_the_navigation_of_members() -> None:
    place = ecosystem()
    address = reverse("people", args=[place.slug])
    kim = learner(member_school(place), "Kim")
    assert address in read(signed_in(kim), "ecosystem", place)
    assert Client().get(address)["Location"] == f"/sign-in/?next={address}"
