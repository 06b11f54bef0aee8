"""Enrolments that were a mistake are taken back, and who left is enrolled again."""

from datetime import date

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.errors import (
    AlreadyEnrolled,
    HasRecords,
    NothingToUndo,
)
from hedgerow.commons.activities.models import Attendance, Enrolment
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club, enrol
from hedgerow.commons.activities.tests.test_correcting import FIRST, places

pytestmark = pytest.mark.django_db


def test_a_mistaken_enrolment_is_taken_back_and_given_back_as_it_was() -> None:
    made = club(learners=1)
    row = places(made)[0]
    kept = Enrolment.objects.filter(pk=row.pk).values().get()
    actions.take_back_place(row, by=STEWARD, at=LATER)
    assert places(made) == []
    again = actions.give_back_place(made.activity, row.uuid, by=STEWARD, at=LATER)
    assert Enrolment.objects.filter(pk=again.pk).values().get() == {**kept, "id": again.pk}


def test_an_enrolment_with_attendance_is_not_taken_back_and_it_says_what_is_recorded() -> None:
    made = club(learners=1)
    actions.mark_many(made.ecosystem, made.marks("absent"), by=STEWARD, at=LATER)
    with pytest.raises(HasRecords) as refused:
        actions.take_back_place(places(made)[0], by=STEWARD, at=LATER)
    assert "7 September 2026" in str(refused.value)
    assert len(places(made)) == 1
    assert Attendance.objects.count() == 1


def test_only_what_was_taken_back_last_is_given_back() -> None:
    made = club(learners=1)
    row = places(made)[0]
    with pytest.raises(NothingToUndo):
        actions.give_back_place(made.activity, row.uuid, by=STEWARD, at=LATER)
    actions.take_back_place(row, by=STEWARD, at=LATER)
    enrol(made, made.learners[0])
    with pytest.raises(AlreadyEnrolled):
        actions.give_back_place(made.activity, row.uuid, by=STEWARD, at=LATER)
    assert len(places(made)) == 1


def test_who_left_is_enrolled_again_and_the_place_runs_on() -> None:
    made = club(learners=1)
    row = places(made)[0]
    actions.end_place(row, date(2026, 9, 15), dropped=True, by=STEWARD, at=LATER)
    done = actions.enrol(made.activity, made.learners[0], date(2026, 9, 15), by=STEWARD, at=LATER)
    row.refresh_from_db()
    assert (done.new, done.changed) == (0, 1)
    assert (row.ends, row.dropped) == (None, False)


def test_who_left_earlier_gets_a_new_place_and_keeps_the_old_one() -> None:
    made = club(learners=1)
    actions.end_place(places(made)[0], date(2026, 9, 8), dropped=True, by=STEWARD, at=LATER)
    actions.enrol(made.activity, made.learners[0], date(2026, 9, 20), by=STEWARD, at=LATER)
    assert [(row.starts, row.ends) for row in places(made)] == [
        (FIRST, date(2026, 9, 8)),
        (date(2026, 9, 20), None),
    ]


def test_a_spreadsheet_opens_no_ended_place() -> None:
    made = club(learners=1)
    actions.end_place(places(made)[0], date(2026, 9, 8), dropped=True, by=STEWARD, at=LATER)
    enrol(made, made.learners[0])
    assert places(made)[0].ends == date(2026, 9, 8)
