"""A reading says how good the records are that it was read from."""

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.tests.factories import LATER, Club, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.profile.tests.factories import STEWARD, a_snapshot

pytestmark = pytest.mark.django_db


def page(made: Club, person: int, number: str = "4.4") -> str:
    answer = signed_in(person).get(f"/e/{made.ecosystem.slug}/profile/{number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_reading_of_minutes_says_how_many_late_marks_have_none() -> None:
    made = club(learners=3, sessions=1)
    minutes: tuple[dict[str, int], ...] = ({}, {}, {"late_by": 5})
    rows = [{**one, **more} for one, more in zip(made.marks("late"), minutes, strict=True)]
    actions.mark_many(made.ecosystem, rows, by=STEWARD, at=LATER)
    a_snapshot(made.ecosystem, made.session.day, number="4.4", rows="")
    convener = factories.convener(made.ecosystem).pk
    assert "2 of 3 late marks" in page(made, convener)
    assert "Late without minutes" not in page(made, convener, "4.1")
    assert "Late without minutes" not in page(made, factories.person(made.ecosystem, "Bo").pk)
