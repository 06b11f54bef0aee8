"""Places that were entered wrongly are put right, and what is recorded stands against it."""

from datetime import date

import pytest

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.errors import (
    AlreadyEnrolled,
    OutsideActivity,
    RecordedBefore,
)
from hedgerow.commons.activities.models import Enrolment
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, Club, club, enrol
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db

FIRST, LATE = date(2026, 9, 1), date(2026, 9, 10)
"""The club meets on Monday the 7th first."""


def late_club(**values: object) -> Club:
    """A club whose learners begin after its first session."""
    made = club(**values)
    Enrolment.objects.update(starts=LATE)
    return made


def places(made: Club) -> list[Enrolment]:
    return list(Enrolment.objects.filter(activity=made.activity).order_by("pk"))


def correct(made: Club, starts: date, by: Actor = STEWARD, some: int = 99) -> int:
    return actions.correct_starts(made.activity, places(made)[:some], starts, by=by, at=LATER)


def starts_of(made: Club) -> set[date]:
    return {row.starts for row in places(made)}


def test_places_that_begin_too_late_begin_on_the_right_day_and_one_fact_says_so() -> None:
    made = late_club()
    Dirty.objects.all().delete()
    assert correct(made, FIRST) == 3
    assert starts_of(made) == {FIRST}
    fact = Fact.objects.get(kind="activities.places_corrected")
    said = FactContent.objects.get(fact=fact).payload
    assert set(said["before"].values()) == {"2026-09-10"}
    assert Dirty.objects.filter(table="enrolment", month="2026-09").exists()
    assert [line.name for line in queries.register_page(STEWARD, made.session).lines]


def test_nothing_is_written_where_the_day_is_right_already() -> None:
    made = club()
    assert correct(made, FIRST) == 0
    assert not Fact.objects.filter(kind="activities.places_corrected").exists()


def test_the_school_is_that_of_the_new_day_and_the_minimum_stays() -> None:
    made = late_club(learners=1)
    other = factories.member_school(made.ecosystem, "Elm School")
    bo = made.learners[0]
    bo.assignments.update(ends=date(2026, 9, 5))
    spell = factories.assigned(bo, "learner", made.ecosystem, other)
    spell.starts = date(2026, 9, 6)
    spell.save()
    Enrolment.objects.update(site=other)
    before = places(made)[0].minimum_minutes
    correct(made, FIRST)
    row = places(made)[0]
    assert (row.site_id, row.minimum_minutes) == (made.school.pk, before)


def test_a_later_day_is_refused_where_attendance_stands_before_it() -> None:
    made = club(learners=1)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    with pytest.raises(RecordedBefore) as refused:
        correct(made, LATE)
    assert "Bo 00" in str(refused.value)
    assert "7 September 2026" in str(refused.value)
    assert starts_of(made) == {FIRST}


def test_a_later_day_stands_where_all_marks_are_after_it() -> None:
    made = club(learners=1)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    assert correct(made, date(2026, 9, 7)) == 1


def test_a_day_outside_the_activity_or_after_the_last_is_refused() -> None:
    made = club(learners=1, ends=date(2026, 12, 1))
    with pytest.raises(OutsideActivity):
        correct(made, date(2026, 12, 2))
    Enrolment.objects.update(ends=date(2026, 9, 20))
    with pytest.raises(Invalid):
        correct(made, date(2026, 9, 21))
    assert starts_of(made) == {FIRST}


def test_two_places_of_one_person_never_share_a_day() -> None:
    made = club(learners=1)
    Enrolment.objects.update(ends=date(2026, 9, 8))
    enrol(made, made.learners[0], starts=date(2026, 9, 20))
    later = [row for row in places(made) if row.ends is None]
    with pytest.raises(AlreadyEnrolled):
        actions.correct_starts(made.activity, later, date(2026, 9, 8), by=STEWARD, at=LATER)
    assert starts_of(made) == {FIRST, date(2026, 9, 20)}


@pytest.mark.slow
def test_outsiders_and_those_who_enrol_nobody_correct_nothing() -> None:
    made = late_club()
    cy = factories.actor(factories.convener(factories.ecosystem("Birch")))
    private = club(code="private", public=False)
    with pytest.raises(NotPermitted):
        correct(made, FIRST, by=made.staff("partner", made.maker))
    with pytest.raises(NotFound):
        correct(private, LATE, by=cy)
    assert starts_of(made) == {LATE}


def test_places_of_another_activity_are_not_found() -> None:
    made, other = club(), club(code="other", ecosystem=None)
    with pytest.raises(NotFound):
        actions.correct_starts(made.activity, places(other), LATE, by=STEWARD, at=LATER)
    assert starts_of(other) == {FIRST}
