"""Late without minutes counts in full, and everybody can see that it does."""

from datetime import timedelta

import pytest

from hedgerow.commons.activities import actions, queries
from hedgerow.commons.activities.models import Attendance
from hedgerow.commons.activities.tests.factories import FIRST, LATER, STEWARD, Club, club
from hedgerow.commons.activities.tests.test_pages import at, tutor
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db
UNKNOWN = "late by an unknown time"


def marks(made: Club) -> list[tuple[str, int, bool]]:
    rows = Attendance.objects.order_by("person__name")
    return list(rows.values_list("status", "minutes", "minutes_known"))


def late(made: Club, **minutes: int) -> dict[str, object]:
    return {"person_id": made.learners[0].pk, "status": "late", **minutes}


@pytest.mark.slow
def test_the_page_asks_for_the_minutes_and_takes_none() -> None:
    made = club(learners=2, sessions=1)
    one, two = made.learners
    sent = {f"mark-{one.pk}": "late", f"minutes-{one.pk}": "", "revision": made.session.revision}
    sent |= {f"mark-{two.pk}": "late", f"minutes-{two.pk}": "0"}
    page = tutor(made).post(at("session", made), sent, follow=True).content.decode()
    assert marks(made) == [("late", 60, False), ("late", 60, True)]
    assert "1 learner was late by an unknown time" in page
    box = page.partition(f'name="minutes-{one.pk}"')[2].partition(">")[0]
    assert "value" not in box


@pytest.mark.slow
def test_writing_the_minutes_down_later_corrects_the_mark_and_undoing_forgets_them() -> None:
    made, by = club(learners=1, sessions=1), STEWARD
    actions.mark_session(made.session, [late(made)], by=by, at=LATER)
    assert actions.mark_session(made.session, [late(made)], by=by, at=LATER).unchanged == 1
    actions.mark_session(made.session, [late(made, late_by=0)], by=by, at=LATER)
    assert marks(made) == [("late", 60, True)]
    actions.undo_marks(made.session, by=by, at=LATER)
    assert marks(made) == [("late", 60, False)]
    actions.mark_session(made.session, [late(made, minutes=20)], by=by, at=LATER)
    assert marks(made) == [("late", 20, True)]
    assert UNKNOWN not in tutor(made).get(at("session", made)).content.decode()


def test_late_marks_and_those_without_minutes_are_counted_in_their_days_alone() -> None:
    made = club(learners=2, sessions=2)
    first, second = made.sessions
    rows = [
        {**mark, "session_id": session.pk, **more}
        for session in (first, second)
        for mark, more in zip(made.marks("late"), ({}, {"late_by": 5}), strict=True)
    ]
    actions.mark_many(made.ecosystem, rows, by=STEWARD, at=FIRST + timedelta(days=9))
    day, other = made.ecosystem.pk, factories.ecosystem("Birch").pk
    assert queries.lateness([day], first.day, first.day) == queries.Lateness(2, 1)
    assert queries.lateness([day], first.day, second.day) == queries.Lateness(4, 2)
    assert queries.lateness([other], first.day, second.day) == queries.Lateness(0, 0)
