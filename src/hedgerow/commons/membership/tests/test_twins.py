"""Records alike by name alone are found, and the way leads from each to both."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.ecosystems.tests.factories import NOW, ecosystem
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.actions import save_people
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.twins import FEW, duplicates, twins_of
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
LIKE = "Look at both records"


def filled(*people: dict[str, object]) -> Ecosystem:
    place = ecosystem()
    save_people(place, list(people), by=STEWARD, at=NOW)
    return place


def test_who_was_added_all_the_same_is_offered_to_be_looked_at_beside_the_other() -> None:
    place = filled({"name": "Muñoz José", "born": date(2015, 3, 9)})
    ada = factories.browser(factories.convener(place))
    address = reverse("new-person", args=[place.slug])
    sent = {"name": "Jose Munoz"}  # in another order, without accents and birth date
    assert ada.post(address, sent).status_code == 409
    page = ada.post(address, {**sent, "sure": "1"}, follow=True).content.decode()
    old, new = Person.objects.get(name="Muñoz José"), Person.objects.get(name="Jose Munoz")
    both = reverse("merge-people", args=[place.slug, old.uuid, new.uuid])
    assert LIKE in page
    assert both in page
    assert ada.get(both).status_code == 200
    assert both in ada.get(reverse("person", args=[place.slug, old.uuid])).content.decode()


def test_a_name_alone_makes_a_set_where_a_birth_date_is_unknown() -> None:
    place = filled(
        {"name": "Kim Lee", "born": date(2015, 3, 9)}, {"name": "Kim Lee"},
        {"name": "Bo Ek", "born": date(2015, 3, 9)}, {"name": "Bo Ek", "born": date(2014, 3, 9)},
        {"name": "Zoë Au", "email": "zoe@example.org"},
        {"name": "Zoe Au", "email": "Zoe@example.org"},
    )  # fmt: skip
    found = [([row.name for row in one.people], one.by_name) for one in duplicates(place)]
    assert found == [(["Zoë Au", "Zoe Au"], False), (["Kim Lee", "Kim Lee"], True)]
    ada = factories.browser(factories.convener(place, "Xi"))
    page = ada.get(reverse("people-duplicates", args=[place.slug])).content.decode()
    assert (page.count("Make them one"), page.count(LIKE)) == (1, 1)


def test_who_has_a_number_each_in_a_schools_list_is_two_people() -> None:
    place = filled({"name": "Kim Lee", "code": "1"}, {"name": "Kim Lee", "code": "2"})
    ada = factories.actor(factories.convener(place, "Xi"))
    assert duplicates(place) == []
    assert twins_of(ada, place, Person.objects.get(code="1")) == []
    Person.objects.filter(code="2").update(code="")
    assert len(duplicates(place)) == 1
    assert len(twins_of(ada, place, Person.objects.get(code="1"))) == 1


def test_a_name_that_many_share_tells_nothing_and_the_list_is_bounded() -> None:
    many = [{"name": "John Smith"} for _n in range(FEW + 1)]
    pairs = [{"name": f"Kim {n // 2:02}"} for n in range(120)]
    place = filled(*many, *pairs)
    with CaptureQueriesContext(connection) as asked:
        found = duplicates(place)
    assert len(found) == 50
    assert {one.people[0].name for one in found} == {f"Kim {n:02}" for n in range(50)}
    assert len(asked) <= 6


def test_nobodys_own_record_goes_and_who_may_not_merge_is_offered_nothing() -> None:
    place = filled({"name": "Ada"})
    ada = factories.named(place, "Ada")
    factories.assigned(ada, "convener", place)
    other = Person.objects.exclude(pk=ada.pk).get(name="Ada")
    (pair,) = twins_of(factories.actor(ada), place, other)
    assert (pair.kept, pair.gone) == (ada.uuid, other.uuid)
    tutor = factories.person(place, "Teo")
    factories.assigned(tutor, "tutor", place)
    assert twins_of(factories.actor(tutor), place, other) == []


@pytest.mark.sqlite  # of PostgreSQL a plan tells nothing before there are rows
def test_a_countrys_people_are_counted_by_indexes_alone() -> None:
    """All but those of one address, of which an index would lengthen every large import."""
    place = filled(
        {"name": "Kim Lee", "born": date(2015, 3, 9)}, {"name": "Bo", "email": "b@example.org"}
    )
    with CaptureQueriesContext(connection) as asked:
        duplicates(place)
    counting = [
        one["sql"] for one in asked if "GROUP BY" in one["sql"] and "email" not in one["sql"]
    ]
    with connection.cursor() as cursor:
        for sql in counting:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
            assert "COVERING INDEX" in plan, (sql, plan)
    assert len(counting) >= 2
