"""A reading says how good the records are that it was read from."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.models import Activity, Enrolment, Kind
from hedgerow.commons.activities.tests.factories import LATER, Club, club
from hedgerow.commons.activities.tests.test_pages import signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.profile.tests.factories import STEWARD, a_snapshot

pytestmark = pytest.mark.django_db


def page(made: Club, person: int, number: str = "4.4") -> str:
    answer = signed_in(person).get(f"/e/{made.ecosystem.slug}/profile/{number}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.slow
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


@pytest.mark.slow
def test_dosage_names_the_kinds_without_a_minimum_and_leads_who_may_to_them() -> None:
    made = club(learners=3, sessions=1)
    Kind.objects.update(minimum_minutes=None)
    Activity.objects.update(minimum_minutes=None)
    one, two, three = Enrolment.objects.order_by("pk")
    day = made.session.day
    for row, minimum in ((one, None), (two, 90), (three, None)):
        row.minimum_minutes, row.minimum_declared = minimum, day
        row.ends = day if row is not three else day + timedelta(days=1)
        row.save()
    a_snapshot(made.ecosystem, day, number="4.4", rows="", state="insufficient", value=None,
               reason="no_minimum", level=None)  # fmt: skip
    convener, leader = factories.convener(made.ecosystem).pk, made.staff("leader", made.school)
    address = f"/e/{made.ecosystem.slug}/activities/kinds/{made.activity.kind.uuid}/"
    read = page(made, convener)
    assert f'<a href="{address}"><bdi>Club</bdi></a>' in read
    assert "1 place that ended is not counted<" in read
    assert "1 place that ended is not counted: its minimum was declared only after" in read
    assert "Set the minutes a learner should reach" in read
    theirs = page(made, leader.person_id or 0)
    assert "<bdi>Club</bdi>" in theirs
    assert address not in theirs
    assert "<bdi>Club</bdi>" not in page(made, factories.person(made.ecosystem, "Bo").pk)


def test_a_kind_that_nothing_lacks_is_not_named() -> None:
    made = club(learners=1)
    Kind.objects.create(ecosystem=made.ecosystem, key="idle", name="Idle")
    a_snapshot(made.ecosystem, made.session.day, number="4.4", rows="")
    assert "Kinds without a minimum" not in page(made, factories.convener(made.ecosystem).pk)
