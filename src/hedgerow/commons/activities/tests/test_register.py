"""One register: marked by two, corrected, taken back."""

import pytest

from hedgerow.commons.activities import actions, errors
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Stale

pytestmark = pytest.mark.django_db


def test_two_people_mark_and_the_second_sees_both_versions() -> None:
    made = club(learners=2)
    read = made.session.revision
    actions.mark_session(made.session, made.marks(), by=STEWARD, at=LATER, revision=read)
    with pytest.raises(Stale) as stale:
        absent = made.marks("absent")
        actions.mark_session(made.session, absent, by=STEWARD, at=LATER, revision=read)
    one = str(made.learners[0].pk)
    assert (stale.value.yours[one], stale.value.theirs[one]) == ("absent", "present")
    assert {status for status, _ in made.found().values()} == {"present"}


def test_undoing_restores_what_stood_before() -> None:
    made = club(learners=2)
    tutor = factories.actor(made.tutor)
    actions.mark_session(made.session, made.marks(), by=tutor, at=LATER)
    actions.mark_session(made.session, made.marks("absent")[:1], by=tutor, at=LATER)
    actions.undo_marks(made.session, by=tutor, at=LATER)
    assert set(made.found().values()) == {("present", 60)}
    with pytest.raises(errors.NothingToUndo):
        actions.undo_marks(made.session, by=tutor, at=LATER)


def test_undoing_the_first_marking_plans_the_session_again() -> None:
    made = club(learners=2)
    tutor = factories.actor(made.tutor)
    actions.mark_session(made.session, made.marks(), by=tutor, at=LATER)
    with pytest.raises(errors.NothingToUndo):
        actions.undo_marks(made.session, by=made.staff("convener"), at=LATER)
    actions.undo_marks(made.session, by=tutor, at=LATER)
    assert (made.session.state, made.session.marked_at) == ("planned", None)
    assert not Attendance.objects.exists()
