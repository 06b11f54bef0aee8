"""What an import took away goes back to the record into which that of its person was merged since."""

from datetime import date

import pytest

from hedgerow.commons.membership.actions import end_assignments
from hedgerow.commons.membership.models import Assignment
from hedgerow.commons.membership.tests.factories import named
from hedgerow.commons.people.actions.merging import merge_persons
from hedgerow.edges.exchange.errors import BuiltUpon
from hedgerow.edges.exchange.reversing import take_back
from hedgerow.edges.exchange.tracing import traced

from .test_targets import AT
from .undoings import STEWARD

pytestmark = pytest.mark.django_db
HOW = {"by": STEWARD, "at": AT}


def begun(place, person):
    return Assignment.objects.create(
        ecosystem=place, person=person, role="educator", starts=date(2027, 1, 11)
    )


@pytest.fixture
def two(grove):
    return named(grove, "Bo Eck"), named(grove, "Bo Ek")


@pytest.fixture
def trace(grove, two):
    """That of taking back a role which would begin later, of the record that goes."""
    role = begun(grove, two[1])
    with traced(grove, [Assignment.objects.filter(pk=role.pk)]) as found:
        end_assignments(grove, [role.pk], date(2026, 11, 20), **HOW)
    assert not Assignment.objects.exists()
    return found


def test_a_role_is_that_of_the_record_that_is_kept(grove, two, trace):
    kept, gone = two
    merge_persons(grove, kept.uuid, gone.uuid, {}, **HOW)
    take_back(trace)
    assert Assignment.objects.get().person == kept


def test_where_that_has_the_role_already_nothing_is_undone(grove, two, trace):
    kept, gone = two
    merge_persons(grove, kept.uuid, gone.uuid, {}, **HOW)
    begun(grove, kept)
    with pytest.raises(BuiltUpon):
        take_back(trace)
