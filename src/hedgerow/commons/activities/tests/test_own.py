"""One's own among the activities of an ecosystem, and what is over."""

from datetime import date

import pytest

from hedgerow.commons.activities import queries
from hedgerow.commons.activities.listing import Activities
from hedgerow.commons.activities.models import Activity, Enrolment, Session
from hedgerow.commons.membership.tests import factories

from .factories import a_term, club

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_ones_own_are_those_one_takes_part_in_and_an_ended_one_is_over() -> None:
    term = a_term()
    place = Enrolment.objects.filter(activity=term.activity).select_related("person").first()
    assert place is not None
    rows = Activity.objects.filter(ecosystem=term.ecosystem)
    assert list(queries.own_of(factories.actor(place.person), rows)) == [term.activity]
    other = factories.actor(factories.person(term.ecosystem, "Nobody"))
    assert not queries.own_of(other, rows).exists()
    Activity.objects.filter(pk=term.activity.pk).update(
        ends=date(2026, 9, 1), starts=date(2026, 8, 1)
    )
    state = next(one for one in Activities.columns if one.key == "state")
    assert str(state.read(rows.get())) == "over"


def test_sessions_of_many_activities_are_found_as_those_of_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = club(sessions=1)
    leader = factories.actor(made.tutor)
    few = Activity.objects.named_led(leader)
    assert few == [made.activity.pk]
    monkeypatch.setattr("hedgerow.commons.activities.models.activities.MOST_NAMED", 0)
    many = Activity.objects.named_led(leader)
    assert not isinstance(many, list)
    found = [list(Session.objects.filter(activity__in=some)) for some in (few, many)]
    assert found == [[made.session], [made.session]]
    assert Activity.objects.named_led(made.staff("educator")) == []
