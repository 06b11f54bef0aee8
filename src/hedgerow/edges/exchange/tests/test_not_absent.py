"""Who is in the list is not absent, by whichever code and with whichever role a line has them."""

import pytest

from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.people.actions import merge_persons
from hedgerow.commons.people.models import Person
from hedgerow.commons.people.tests.factories import organisation
from hedgerow.foundation.permissions import Actor

from .sending import page
from .test_absent import ANA, BO, CY, HEADS, brought, looked_at, running
from .test_targets import AT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def oak(grove):
    organisation(grove, "Oak", kind="school", code="oak")


def test_who_is_in_the_list_by_the_code_of_a_merged_record_is_not_taken_for_absent(ada, grove):
    brought(ada, ANA + BO)
    brought(ada, HEADS + "L9,Ana Pas,2015-03-09,,,,\n")
    kept, gone = (Person.objects.get(code=code).uuid for code in ("L9", "L1"))
    merge_persons(grove, kept, gone, {}, by=Actor.the_steward(), at=AT)
    assert running() == {"L2", "L9"}
    row = looked_at(ada, ANA + BO)
    assert (row.state, row.preview["absent"]) == ("done", [])
    assert "Ana Pas" in page(ada, looked_at(ada, BO))


def test_who_is_in_the_list_without_a_role_is_not_absent(ada):
    brought(ada, ANA + BO + CY)
    row = looked_at(ada, "L1,Ana Paz,2015-03-09,,,,\n" + BO)
    assert [Assignment.objects.get(pk=one["key"]).person.code for one in row.preview["absent"]] == [
        "L3"
    ]
