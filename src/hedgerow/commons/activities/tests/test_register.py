"""One register: marked by two, corrected, taken back."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities import actions, errors
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import LATER, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import at, signed_in
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Refused, Stale
from hedgerow.foundation.journal.models import Fact
from hedgerow.foundation.permissions import Actor

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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_register_taken_by_accident_is_cleared_by_whoever_runs_it_and_brought_back() -> None:
    made = club(learners=3, confirms=True)
    tutor, convener = factories.actor(made.tutor), made.staff("convener")
    rows = [*made.marks()[:1], *made.marks("late")[1:2], *made.marks("absent")[2:]]
    actions.mark_many(made.ecosystem, rows, by=tutor, at=LATER)
    leader = made.staff("leader", made.school)
    actions.confirm_sessions(made.ecosystem, [made.session.pk], by=leader, at=LATER)
    stood = made.found()
    actions.clear_register(made.session, by=convener, at=LATER)
    session = made.session
    assert (session.state, session.marked_at, session.confirmed_at) == ("planned", None, None)
    assert made.found() == {}
    assert Fact.objects.filter(kind="activities.register_cleared").count() == 1
    with pytest.raises(errors.NothingToUndo):
        actions.undo_marks(session, by=tutor, at=LATER)
    actions.undo_marks(session, by=convener, at=LATER)
    assert made.found() == stood
    with pytest.raises(errors.NothingToUndo):
        actions.undo_marks(session, by=convener, at=LATER)
    assert made.found() == stood
    assert list(Attendance.objects.filter(status="late").values_list("minutes_known")) == [(False,)]


def test_what_is_not_marked_is_not_cleared_and_outsiders_clear_nothing() -> None:
    made = club(learners=1)
    with pytest.raises(errors.NothingToUndo):
        actions.clear_register(made.session, by=STEWARD, at=LATER)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    for by in (Actor.public(), made.staff("member"), made.staff("partner", made.maker)):
        with pytest.raises(Refused):
            actions.clear_register(made.session, by=by, at=LATER)
    assert len(made.found()) == 1


@pytest.mark.slow
def test_undoing_a_walk_in_takes_the_place_back_that_it_gave_and_no_other() -> None:
    made, by = club(learners=1), STEWARD
    cy = factories.learner(made.school, "Cy")
    actions.walk_in(made.session, cy, by=by, at=LATER)
    assert made.activity.enrolments.filter(person=cy, walk_in=True).exists()
    actions.undo_marks(made.session, by=by, at=LATER)
    assert not made.activity.enrolments.filter(person=cy).exists()
    assert not Attendance.objects.exists()
    actions.walk_in(made.session, made.learners[0], by=by, at=LATER)
    actions.undo_marks(made.session, by=by, at=LATER)
    assert made.activity.enrolments.filter(person=made.learners[0]).exists()


def test_a_walk_in_who_came_again_keeps_the_place() -> None:
    made, by = club(learners=1), STEWARD
    cy = factories.learner(made.school, "Cy")
    actions.walk_in(made.session, cy, by=by, at=LATER)
    again = {"session_id": made.sessions[1].pk, "person_id": cy.pk, "status": "present"}
    actions.mark_many(made.ecosystem, [again], by=by, at=LATER + timedelta(weeks=1))
    actions.undo_marks(made.session, by=by, at=LATER)
    assert made.activity.enrolments.filter(person=cy).exists()


@pytest.mark.slow
def test_the_page_offers_to_take_a_register_back_and_to_bring_it_back() -> None:
    made = club(learners=1, sessions=1)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    client = signed_in(made.tutor.pk)
    assert "take all marks back" in client.get(at("session", made)).content.decode()
    page = client.post(at("clear-register", made), follow=True).content.decode()
    assert "Bring the marks back" in page
    client.post(at("undo-marks", made))
    assert len(made.found()) == 1
