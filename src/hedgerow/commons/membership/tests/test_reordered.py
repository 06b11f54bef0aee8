"""Records whose names have the same words in another order are among those likely the same."""

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
from hedgerow.commons.people.reordered import reordered
from hedgerow.commons.people.twins import FEW, duplicates
from hedgerow.foundation.permissions import Actor

pytestmark = pytest.mark.django_db
STEWARD = Actor.the_steward()
BORN = date(2015, 3, 9)


def filled(*people: dict[str, object]) -> Ecosystem:
    place = ecosystem()
    save_people(place, list(people), by=STEWARD, at=NOW)
    return place


def found(place: Ecosystem) -> list[tuple[list[str], bool]]:
    return [([row.name for row in one.people], one.by_name) for one in duplicates(place)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Garcia Lopez, Ana", "López Ana García"),
        ("Kim Lee", "Lee, Kim"),
        ("O'Neil-Smith Mary", "Mary Oneil Smith"),
        ("김 민준", "민준 김"),
        ("أمل حداد", "حداد، أمل"),
    ],
)
def test_the_same_words_in_another_order_are_found(one: str, other: str) -> None:
    names = sorted((one, other))
    place = filled({"name": one}, {"name": other})
    ((shown, by_name),) = found(place)
    assert (sorted(shown), by_name) == (names, True)
    Person.objects.update(born=BORN)
    ((shown, by_name),) = found(place)
    assert (sorted(shown), by_name) == (names, False)


def test_an_address_makes_them_sure_and_another_birth_date_two_people() -> None:
    place = filled(
        {"name": "Bo Ek", "email": "bo@example.org", "born": BORN},
        {"name": "Ek, Bo", "email": "BO@example.org", "born": date(2014, 1, 1)},
        {"name": "Kim Lee", "born": BORN},
        {"name": "Lee Kim", "born": date(2014, 1, 1)},
    )
    assert found(place) == [(["Bo Ek", "Ek, Bo"], False)]


def test_a_number_each_in_a_schools_list_makes_two_people_unless_a_birth_date_says_more() -> None:
    place = filled({"name": "Kim Lee", "code": "1"}, {"name": "Lee Kim", "code": "2"})
    assert found(place) == []
    Person.objects.update(born=BORN)
    assert found(place) == [(["Kim Lee", "Lee Kim"], False)]


def test_fewer_words_more_words_and_one_word_are_other_names() -> None:
    place = filled(
        {"name": "Ana Garcia"}, {"name": "Garcia Lopez Ana"}, {"name": "Cher"}, {"name": "Cher,"}
    )
    assert found(place) == []


def test_words_that_more_share_tell_nothing() -> None:
    many = [{"name": "John Smith", "born": BORN} for _n in range(FEW)]
    place = filled(*many, {"name": "Smith John", "born": BORN})
    assert reordered(place, FEW, 50) == ([], [])


def test_a_set_of_three_stands_once_and_the_other_order_is_with_it() -> None:
    place = filled({"name": "Kim Lee"}, {"name": "Kim Lee"}, {"name": "Lee Kim"})
    assert found(place) == [(["Kim Lee", "Kim Lee", "Lee Kim"], True)]


def test_others_and_the_erased_are_not_among_them() -> None:
    place = filled({"name": "Kim Lee"})
    elsewhere = ecosystem("Meadow", slug="meadow")
    save_people(elsewhere, [{"name": "Lee Kim"}], by=STEWARD, at=NOW)
    assert found(place) == []
    assert found(elsewhere) == []


def test_the_list_is_bounded_and_takes_as_many_queries_for_few_as_for_many() -> None:
    place = filled({"name": "Aa Bb"}, {"name": "Bb Aa"})
    with CaptureQueriesContext(connection) as few:
        duplicates(place)
    pairs = [{"name": f"Kim X{n}"} for n in range(60)] + [{"name": f"X{n} Kim"} for n in range(60)]
    save_people(place, pairs, by=STEWARD, at=NOW)
    with CaptureQueriesContext(connection) as many:
        assert len(duplicates(place)) == 50
    assert len(many) == len(few)


def test_page_and_programs_show_both_side_by_side() -> None:
    place = filled({"name": "Garcia Lopez, Ana"}, {"name": "López Ana García"})
    ada = factories.browser(factories.convener(place, "Xi"))
    page = ada.get(reverse("people-duplicates", args=[place.slug])).content.decode()
    one, other = Person.objects.exclude(name="Xi").order_by("pk")
    assert page.count("Look at both records") == 1
    assert "López Ana García" in page
    both = reverse("merge-people", args=[place.slug, one.uuid, other.uuid])
    assert both in page
    assert ada.get(both).status_code == 200
    told = ada.get(f"/api/ecosystems/{place.slug}/people/duplicates").json()
    assert [{row["name"] for row in rows} for rows in told] == [{one.name, other.name}]
