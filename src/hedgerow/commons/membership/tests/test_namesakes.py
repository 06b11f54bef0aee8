"""Learners of one name are told apart, by as little as does it."""

from datetime import date

import pytest

from hedgerow.commons.membership.models import Group, GroupPlace
from hedgerow.commons.membership.namesakes import told_apart
from hedgerow.commons.membership.rules import tell_apart
from hedgerow.commons.people.models import Person
from hedgerow.foundation.permissions import Actor

from . import factories

STEWARD = Actor.the_steward()


def test_the_first_thing_that_differs_tells_namesakes_apart() -> None:
    names = {1: "Ana", 2: "Ana", 3: "Bo"}
    differ = {1: ("5a", "grade 5", "Oak"), 2: ("5b", "grade 5", "Oak")}
    assert tell_apart(names, differ) == {1: "Ana · 5a", 2: "Ana · 5b"}
    school = {1: ("5a", "grade 5", "Oak"), 2: ("5a", "grade 5", "Elm")}
    assert tell_apart(names, school) == {1: "Ana · Oak", 2: "Ana · Elm"}
    lacking = {1: ("5a", "", "Oak"), 2: ("", "grade 6", "Oak")}
    assert tell_apart(names, lacking) == {1: "Ana · 5a · Oak", 2: "Ana · grade 6 · Oak"}
    assert tell_apart(names, {1: ("", "", ""), 2: ("", "", "")}) == {1: "Ana", 2: "Ana"}


@pytest.mark.django_db
def test_only_who_shares_a_name_is_looked_up(django_assert_num_queries: object) -> None:
    place = factories.ecosystem()
    school = factories.member_school(place)
    people = [
        factories.learner(school, name, grade)
        for name, grade in (("Ana", "5"), ("Ana", "6"), ("Bo", "5"))
    ]
    with django_assert_num_queries(2):  # type: ignore[operator]
        names = told_apart(STEWARD, place, people)
    assert [names[one.pk] for one in people] == ["Ana · grade 5", "Ana · grade 6", "Bo"]
    with django_assert_num_queries(0):  # type: ignore[operator]
        told_apart(STEWARD, place, people[1:])


@pytest.mark.django_db
def test_a_group_that_is_over_tells_nobody_apart() -> None:
    place = factories.ecosystem()
    school = factories.member_school(place)
    people: list[Person] = [factories.learner(school, "Ana", "5") for _number in range(2)]
    for number, one in enumerate(people):
        for name, ends in ((f"old {number}", factories.TODAY), (f"5{'ab'[number]}", None)):
            group = Group.objects.create(
                ecosystem=place, name=name, starts=factories.STARTS, ends=ends
            )
            GroupPlace.objects.create(group=group, person=one, starts=factories.STARTS)
    assert sorted(told_apart(STEWARD, place, people).values()) == ["Ana · 5a", "Ana · 5b"]


@pytest.mark.django_db
def test_a_group_is_named_to_those_who_see_it_alone(django_assert_num_queries: object) -> None:
    place = factories.ecosystem()
    school = factories.member_school(place)
    people = [factories.learner(school, "Ana", grade) for grade in ("5", "6")]
    for one, name in zip(people, ("Reading difficulties", "Gifted"), strict=True):
        group = Group.objects.create(ecosystem=place, name=name, starts=factories.STARTS)
        GroupPlace.objects.create(group=group, person=one, starts=factories.STARTS)
    somebody = factories.person(place, "Tom")
    factories.assigned(somebody, "partner", place, school)
    partner = factories.actor(somebody)
    with django_assert_num_queries(2):  # type: ignore[operator]
        names = told_apart(partner, place, people)
    assert sorted(names.values()) == ["Ana · grade 5", "Ana · grade 6"]
    shown = told_apart(STEWARD, place, people)
    assert sorted(shown.values()) == ["Ana · Gifted", "Ana · Reading difficulties"]
    for group in Group.objects.all():
        GroupPlace.objects.create(group=group, person=somebody, leads=True, starts=factories.STARTS)
    assert told_apart(factories.actor(somebody), place, people) == shown


@pytest.mark.django_db
@pytest.mark.slow
def test_who_is_alike_in_all_that_is_told_by_code_or_birthday_if_the_reader_may_know() -> None:
    place = factories.ecosystem()
    school = factories.member_school(place)
    people: list[Person] = [factories.learner(school, "Ana", "5") for _number in range(2)]
    for number, one in enumerate(people):
        one.code, one.born = "", date(2014, 3, 1 + number)
        one.save()
    convener, teacher = factories.person(place, "Cy"), factories.person(place, "Di")
    factories.assigned(convener, "convener", place)
    factories.assigned(teacher, "educator", place, school)
    reads = factories.actor(convener)
    assert sorted(told_apart(reads, place, people, closely=True).values()) == [
        f"Ana · grade 5 · {school.name} · {day} March 2014" for day in (1, 2)
    ]
    others = told_apart(factories.actor(teacher), place, people, closely=True)
    assert set(others.values()) == {f"Ana · grade 5 · {school.name}"}
    for number, one in enumerate(people):
        one.code = f"S-{number}"
    found = told_apart(factories.actor(teacher), place, people, closely=True)
    assert sorted(found.values()) == [f"Ana · grade 5 · {school.name} · S-{n}" for n in (0, 1)]
