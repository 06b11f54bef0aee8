"""Who is absent is looked for among those born on the day, unless that is no day of anybody's."""

from datetime import date

import pytest

from hedgerow.commons.membership.tests.factories import named
from hedgerow.commons.people.models import Person
from hedgerow.edges.exchange.absent.spelling import TELLING, likely
from hedgerow.foundation.targets import Record

pytestmark = pytest.mark.django_db
DAY = date(2014, 1, 1)


def lines(count, name="Bo Eck"):
    rows = [("Zoe Quill", f"x{number}") for number in range(count - 1)] + [(name, "n1")]
    return [
        Record(line, "people", {"code": code, "name": called, "born": DAY})
        for line, (called, code) in enumerate(rows, 2)
    ]


@pytest.fixture
def bo(grove):
    found = named(grove, "Bo Ek")
    Person.objects.filter(pk=found.pk).update(born=DAY, code="l1")
    return found.pk


def test_another_spelling_is_found_among_those_of_one_day(grove, bo):
    assert likely(grove, {bo: "l1"}, lines(TELLING))[bo].name == "Bo Eck"


def test_of_a_day_that_very_many_have_only_the_same_name_tells(grove, bo):
    assert likely(grove, {bo: "l1"}, lines(TELLING + 1)) == {}
    assert likely(grove, {bo: "l1"}, lines(TELLING + 1, "Bo Ek"))[bo].line == TELLING + 2
