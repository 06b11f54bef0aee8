"""People are chosen of many: found by name, page by page, and kept while one looks further."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.ecosystems.models import Ecosystem
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.picking import Picker, picker
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import Person

pytestmark = pytest.mark.django_db

NOBODY = Assignment.objects.none()


def asked(within: Ecosystem, there: QuerySet[Assignment] = NOBODY, **sent: object) -> Picker:
    request = RequestFactory().post("/", sent)
    return picker(request, within, Person.objects.filter(kept_by=within), there, size=3)


def names(page: Picker) -> list[str]:
    return [row.name for row in page.rows]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("munoz", "Ada Muñoz"), ("ñoz", ""), ("김", "김민준"), ("احمد", "أحمد علي"),
        ("שרה", "שָׂרָה כהן"), ("ali", "Zoë Ali"), ("zoe al", "Zoë Ali"), ("17", "Bo"),
    ],
)  # fmt: skip
def test_people_are_found_in_every_script_by_how_their_names_begin(typed: str, name: str) -> None:
    aspen = factories.ecosystem()
    for one in ("Ada Muñoz", "김민준", "أحمد علي", "שָׂרָה כהן", "Zoë Ali"):
        factories.named(aspen, one)
    Person.objects.filter(pk=factories.person(aspen, "Bo").pk).update(code="17")
    assert names(asked(aspen, find="1", q=typed)) == ([name] if name else [])


def test_the_chosen_stay_over_searches_and_pages_and_can_be_left_out_again() -> None:
    aspen = factories.ecosystem()
    people = [factories.named(aspen, f"Bo {n}") for n in range(5)]
    chosen = [str(one.uuid) for one in people[:2]]
    first = asked(aspen, find="1", q="bo", people=chosen)
    assert [row.chosen for row in first.rows] == [True, True, False]
    assert (first.kept, first.chosen, first.count) == ([], 2, 5)
    then = asked(aspen, after=first.following, shown="bo", q="bo", people=chosen[:1])
    assert (names(then), [row.name for row in then.kept]) == (["Bo 3", "Bo 4"], ["Bo 0"])
    assert (then.is_first, then.following) == (False, "")
    other = asked(aspen, find="1", q="nobody", people=chosen[:1])
    assert (names(other), [row.name for row in other.kept]) == ([], ["Bo 0"])


def test_all_shown_are_those_whom_the_page_showed_whatever_is_typed_meanwhile() -> None:
    aspen = factories.ecosystem()
    for n in range(5):
        factories.named(aspen, f"Bo {n}")
    first = asked(aspen, find="1", q="bo")
    page = asked(aspen, all="1", shown="bo", q="cy", at=first.following)
    assert names(page) == ["Bo 3", "Bo 4"]
    assert [row.chosen for row in page.rows] == [True, True]


def test_who_takes_part_already_is_shown_so_and_not_chosen_by_all() -> None:
    aspen = factories.ecosystem()
    inside, outside = factories.named(aspen, "Ada"), factories.named(aspen, "Bo")
    school = factories.member_school(aspen)
    for one in (inside, outside):
        factories.assigned(one, "learner", aspen, school, "5")
    there = Assignment.objects.filter(person=inside)
    rows = asked(aspen, there, all="1", shown="").rows
    assert [(row.name, row.grade, row.school, row.there, row.chosen) for row in rows] == [
        ("Ada", "5", "Oak School", True, False),
        ("Bo", "5", "Oak School", False, True),
    ]


def test_a_forged_id_or_page_chooses_nobody() -> None:
    aspen, birch = factories.ecosystem(), factories.ecosystem("Birch")
    far = factories.named(birch, "Far")
    page = asked(aspen, shown="", after="forged", people=[str(far.uuid), "no-uuid"])
    assert (page.chosen, page.is_first) == (0, True)


@pytest.mark.slow
def test_a_page_takes_the_same_queries_however_many_there_are_or_are_chosen() -> None:
    aspen, counts = factories.ecosystem(), []
    for more in (5, 15):
        made = [factories.named(aspen, f"Bo {more} {n:02}") for n in range(more)]
        with CaptureQueriesContext(connection) as caught:
            asked(aspen, find="1", q="bo", people=[str(one.uuid) for one in made])
        counts.append(len(caught))
    assert counts == [5, 5]
