"""Whole sets of kinds, activities, sessions, places and marks."""

from datetime import date, datetime, timedelta

import pytest

from hedgerow.commons.activities import actions, errors
from hedgerow.commons.activities.models import Activity, Attendance, Enrolment, Kind, Session
from hedgerow.commons.activities.tests.factories import (
    EARLIER,
    FIRST,
    LATER,
    STEWARD,
    club,
    enrol,
)
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted
from hedgerow.foundation.journal.models import Fact, FactContent
from hedgerow.foundation.permissions import Actor
from hedgerow.foundation.rows import Outcome
from hedgerow.foundation.warehouse.models import Dirty

pytestmark = pytest.mark.django_db


def facts() -> list[str]:
    return list(Fact.objects.order_by("pk").values_list("kind", flat=True))


def test_kinds_are_added_changed_and_then_left_alone() -> None:
    aspen = factories.ecosystem()
    rows = [{"key": "club", "name": "Club", "minimum_minutes": 90}]
    said = [actions.save_kinds(aspen, rows, by=STEWARD, at=EARLIER) for _ in "ab"]
    rows[0]["name"] = "After-school club"
    said.append(actions.save_kinds(aspen, rows, by=STEWARD, at=EARLIER))
    assert said == [Outcome(1), Outcome(unchanged=1), Outcome(changed=1)]
    assert Kind.objects.get().name == "After-school club"
    assert facts() == ["activities.kinds_saved"] * 2


def test_an_activity_takes_its_minimum_from_its_kind_and_remembers_the_day() -> None:
    robotics = club().activity
    assert (robotics.minimum_minutes, robotics.minimum_declared) == (90, date(2026, 9, 1))
    row = {"code": "robotics", "minimum_minutes": 120}
    actions.save_activities(robotics.ecosystem, [row], by=STEWARD, at=LATER)
    robotics.refresh_from_db()
    assert (robotics.minimum_minutes, robotics.minimum_declared) == (120, date(2026, 9, 7))
    assert robotics.revision == 2


def test_saving_the_same_activities_again_changes_nothing() -> None:
    made = club()
    told = facts()
    row = {
        "code": "robotics",
        "title": "Robotics",
        "delivered_by": [made.maker.pk],
        "site_id": made.school.pk,
    }
    again = actions.save_activities(made.ecosystem, [row], by=STEWARD, at=LATER)
    assert again == Outcome(unchanged=1)
    assert facts() == told
    changed = {**row, "delivered_by": [made.maker.pk, made.school.pk]}
    assert actions.save_activities(made.ecosystem, [changed], by=STEWARD, at=LATER).changed == 1
    assert made.activity.deliveries.count() == 2


def test_a_place_freezes_the_minimum_and_the_school_of_its_first_day() -> None:
    made = club(learners=1)
    raised = {"code": "robotics", "minimum_minutes": 600}
    actions.save_activities(made.ecosystem, [raised], by=STEWARD, at=LATER)
    place = Enrolment.objects.get()
    assert (place.minimum_minutes, place.minimum_declared) == (90, date(2026, 9, 1))
    assert place.site == made.school


def test_enrolling_twice_keeps_the_one_place() -> None:
    made = club(learners=2)
    rows = [{"activity_id": made.activity.pk, "person_id": bo.pk} for bo in made.learners]
    assert actions.enrol_many(made.ecosystem, rows, by=STEWARD, at=LATER) == Outcome(unchanged=2)
    gone = [{**rows[0], "starts": date(2026, 9, 1), "ends": date(2026, 9, 9), "dropped": True}]
    assert actions.enrol_many(made.ecosystem, gone, by=STEWARD, at=LATER) == Outcome(changed=1)
    back = [{**rows[0], "starts": date(2026, 9, 20)}]
    assert actions.enrol_many(made.ecosystem, back, by=STEWARD, at=LATER) == Outcome(new=1)
    crossing = [{**rows[0], "starts": date(2026, 9, 5), "ends": date(2026, 9, 6)}]
    with pytest.raises(errors.AlreadyEnrolled):
        actions.enrol_many(made.ecosystem, crossing, by=STEWARD, at=LATER)
    assert Enrolment.objects.filter(person=made.learners[0]).count() == 2


def test_a_session_falls_on_the_local_day() -> None:
    made = club(sessions=0)
    late = datetime(2026, 9, 8, 1, tzinfo=FIRST.tzinfo)  # still the evening before in Chicago
    row = {"activity_id": made.activity.pk, "starts_at": late, "minutes": 60}
    actions.plan_sessions(made.ecosystem, [row], by=STEWARD, at=EARLIER)
    assert Session.objects.get().day == date(2026, 9, 7)


def test_planning_again_changes_the_length_until_it_is_marked() -> None:
    made = club(sessions=1)
    row = {"activity_id": made.activity.pk, "starts_at": FIRST, "minutes": 60}
    planned = [actions.plan_sessions(made.ecosystem, [row], by=STEWARD, at=EARLIER)]
    row["minutes"] = 45
    planned.append(actions.plan_sessions(made.ecosystem, [row], by=STEWARD, at=EARLIER))
    assert planned == [Outcome(unchanged=1), Outcome(changed=1)]
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    with pytest.raises(errors.AlreadyMarked):
        actions.plan_sessions(made.ecosystem, [{**row, "minutes": 30}], by=STEWARD, at=LATER)
    assert made.session.minutes == 45


def test_marks_make_a_session_held_and_are_one_fact() -> None:
    made = club(learners=3, sessions=1)
    told = len(facts())
    Dirty.objects.all().delete()
    rows = made.marks()
    rows[1] |= {"status": "late", "minutes": 40}
    rows[2] |= {"status": "absent"}
    assert actions.mark_many(made.ecosystem, rows, by=STEWARD, at=LATER) == Outcome(new=3)
    assert list(made.found().values()) == [("present", 60), ("late", 40), ("absent", 0)]
    assert made.session.state == "held"
    assert set(Attendance.objects.values_list("site", "day")) == {
        (made.school.pk, date(2026, 9, 7))
    }
    assert len(facts()) == told + 1
    marked = set(Dirty.objects.values_list("table", "month"))
    assert marked == {("attendance", "2026-09"), ("delivery", "2026-09")}


def test_marking_again_changes_nothing_and_a_correction_keeps_what_was_before() -> None:
    made = club(learners=2, sessions=1)
    for _ in "ab":
        actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    assert facts().count("activities.attendance_marked") == 1
    corrected = [{**made.marks()[0], "status": "excused"}]
    fared = actions.mark_many(made.ecosystem, corrected, by=STEWARD, at=LATER + timedelta(days=9))
    assert fared == Outcome(changed=1)
    said = FactContent.objects.latest("fact").payload
    before = {str(made.session.uuid): {str(made.learners[0].uuid): ["present", 60, True]}}
    assert said["before"] == before
    assert made.found()[made.learners[0].pk] == ("excused", 0)


def test_somebody_without_a_place_is_a_walk_in_and_cannot_be_missing() -> None:
    made = club(learners=1, sessions=1)
    cy = factories.learner(made.school, "Cy")
    row = {"session_id": made.session.pk, "person_id": cy.pk, "status": "absent"}
    with pytest.raises(errors.NotEnrolled):
        actions.mark_many(made.ecosystem, [row], by=STEWARD, at=LATER)
    actions.mark_many(made.ecosystem, [{**row, "status": "present"}], by=STEWARD, at=LATER)
    assert Attendance.objects.get().walk_in


def test_a_cancelled_or_coming_session_is_not_marked() -> None:
    made = club(sessions=1)
    with pytest.raises(errors.NotYetBegun):
        actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=FIRST - timedelta(hours=1))
    row = {"session_id": made.session.pk, "reason": "Snow"}
    actions.cancel_sessions(made.ecosystem, [row], by=STEWARD, at=EARLIER)
    with pytest.raises(errors.SessionCancelled):
        actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    assert not Attendance.objects.exists()


def test_cancelling_needs_a_reason_and_an_unmarked_session() -> None:
    made = club(sessions=2)
    row = {"session_id": made.session.pk, "reason": " "}
    with pytest.raises(Invalid):
        actions.cancel_sessions(made.ecosystem, [row], by=STEWARD, at=EARLIER)
    actions.mark_many(made.ecosystem, made.marks(), by=STEWARD, at=LATER)
    with pytest.raises(errors.AlreadyMarked):
        actions.cancel_sessions(made.ecosystem, [{**row, "reason": "Snow"}], by=STEWARD, at=LATER)
    assert made.session.state == "held"


@pytest.mark.parametrize("wrong", ["activity", "person", "site", "session"])
def test_rows_of_another_ecosystem_are_not_found(wrong: str) -> None:
    made, other = club(), club(ecosystem=factories.ecosystem("Birch"))
    before = (Enrolment.objects.count(), Attendance.objects.count(), len(facts()))
    place = {"activity_id": made.activity.pk, "person_id": made.learners[0].pk}
    with pytest.raises(NotFound):
        if wrong == "activity":
            row = {**place, "activity_id": other.activity.pk}
            actions.enrol_many(made.ecosystem, [row], by=STEWARD, at=LATER)
        elif wrong == "person":
            row = {**place, "person_id": other.learners[0].pk}
            actions.enrol_many(made.ecosystem, [row], by=STEWARD, at=LATER)
        elif wrong == "site":
            row = {**place, "site_id": other.school.pk}
            actions.enrol_many(made.ecosystem, [row], by=STEWARD, at=LATER)
        else:
            actions.mark_many(made.ecosystem, other.marks(), by=STEWARD, at=LATER)
    assert (Enrolment.objects.count(), Attendance.objects.count(), len(facts())) == before


def test_the_public_neither_enrols_nor_marks() -> None:
    made = club()
    place = {"activity_id": made.activity.pk, "person_id": made.learners[0].pk}
    before = Enrolment.objects.count()
    for act, rows in ((actions.enrol_many, [place]), (actions.mark_many, made.marks())):
        with pytest.raises(NotPermitted):
            act(made.ecosystem, rows, by=Actor.public(), at=LATER)
    assert (Enrolment.objects.count(), Attendance.objects.count()) == (before, 0)


def test_a_closed_activity_takes_nobody_new() -> None:
    made = club()
    closed = {"code": "robotics", "state": Activity.State.CLOSED}
    actions.save_activities(made.ecosystem, [closed], by=STEWARD, at=LATER)
    with pytest.raises(errors.ActivityClosed):
        enrol(made, factories.learner(made.school, "Cy"))
    enrol(made, factories.learner(made.school, "Dot"), ends=date(2026, 9, 30))
    assert Enrolment.objects.count() == 4


@pytest.mark.slow
def test_many_marks_take_as_many_queries_as_few(django_assert_max_num_queries) -> None:
    made = club(learners=60, sessions=8)
    rows = [row for session in made.sessions for row in made.marks(session=session)]
    at = LATER + timedelta(weeks=9)
    with django_assert_max_num_queries(40):
        actions.mark_many(made.ecosystem, rows, by=STEWARD, at=at)
    assert Attendance.objects.count() == 480
