"""One's own among the activities of an ecosystem, and what is over."""

from datetime import date

import pytest

from hedgerow.commons.activities import queries
from hedgerow.commons.activities.listing import Activities
from hedgerow.commons.activities.models import Activity, Enrolment
from hedgerow.commons.membership.tests import factories

from .factories import a_term

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_ones_own_are_those_one_takes_part_in_and_an_ended_one_is_over() -> None:
    club = a_term()
    place = Enrolment.objects.filter(activity=club.activity).select_related("person").first()
    assert place is not None
    rows = Activity.objects.filter(ecosystem=club.ecosystem)
    assert list(queries.own_of(factories.actor(place.person), rows)) == [club.activity]
    other = factories.actor(factories.person(club.ecosystem, "Nobody"))
    assert not queries.own_of(other, rows).exists()
    Activity.objects.filter(pk=club.activity.pk).update(
        ends=date(2026, 9, 1), starts=date(2026, 8, 1)
    )
    state = next(one for one in Activities.columns if one.key == "state")
    assert str(state.read(rows.get())) == "over"
