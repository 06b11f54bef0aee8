"""Who bears the same name is told apart wherever a register is taken, printed or added to."""

import pytest
from django.urls import reverse

from hedgerow.commons.activities import queries
from hedgerow.commons.activities.tests.factories import STEWARD, Club, club, enrol
from hedgerow.commons.membership.tests import factories
from hedgerow.commons.people.models import NameWord, Person

pytestmark = pytest.mark.django_db


def twins(of: Club) -> list[Person]:
    """Two of one name, school and grade, who differ in their code alone."""
    made = []
    for code in ("A-1", "A-2"):
        one = factories.learner(of.school, "Ana Ruiz")
        Person.objects.filter(pk=one.pk).update(code=code)
        one.refresh_from_db()
        made.append(one)
    return made


def test_a_register_tells_by_their_code_who_is_alike_in_all_else() -> None:
    made = club(learners=1, sessions=1)
    enrol(made, *twins(made))
    page = queries.register_page(STEWARD, made.session)
    assert [line.name.rpartition(" · ")[2] for line in page.lines if "Ana" in line.name] == [
        "A-1", "A-2",
    ]  # fmt: skip


def test_the_register_on_paper_and_the_list_of_places_tell_them_apart() -> None:
    made = club(learners=1, sessions=1)
    enrol(made, *twins(made))
    sheet = queries.sheet_of(STEWARD, made.activity)
    assert [row.name.rpartition(" · ")[2] for row in sheet.names if "Ana" in row.name] == [
        "A-1", "A-2",
    ]  # fmt: skip
    places = queries.activity_page(STEWARD, made.ecosystem.slug, made.activity.uuid).places
    names = [place.name for place in places if "Ana" in place.name]
    assert [name.rpartition(" · ")[2] for name in names] == ["A-1", "A-2"]


def test_whoever_is_looked_for_by_name_is_told_from_the_other() -> None:
    made = club(learners=1, sessions=1)
    for one in twins(made):
        NameWord.objects.create(word="ana", person=one)
    found = queries.found_by_name(STEWARD, made.session, "Ana")
    assert [one.name.rpartition(" · ")[2] for one in found] == ["A-1", "A-2"]
    address = reverse("walk-in", args=[made.ecosystem.slug, made.session.uuid])
    browser = factories.browser(factories.convener(made.ecosystem))
    page = browser.get(address, {"name": "Ana"}).content.decode()
    assert page.index("A-1") < page.index("A-2")
