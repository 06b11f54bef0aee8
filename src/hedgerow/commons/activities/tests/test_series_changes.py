"""Sessions of a series changed one by one or together, and everything taken back."""

from datetime import UTC, date, datetime, time

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.errors import (
    AlreadyMarked,
)
from hedgerow.commons.activities.models import Series
from hedgerow.commons.activities.tests.factories import EARLIER, STEWARD, club
from hedgerow.commons.activities.tests.test_series import (
    FIRST,
    MONDAYS,
    change,
    clocks,
    planned,
    sessions,
)
from hedgerow.commons.ecosystems.models import Holiday

pytestmark = pytest.mark.django_db


def test_one_changes_alone_and_then_goes_its_own_way() -> None:
    made = planned()
    change(made, 1, date(2026, 10, 13), time(9), "one")
    change(made, 0, FIRST, time(16), "all")
    found = clocks(made)
    assert found[:3] == [(10, 5, "16:00"), (10, 13, "09:00"), (10, 19, "16:00")]


def test_this_one_and_those_that_follow_move_and_those_before_stay() -> None:
    made = planned()
    change(made, 2, date(2026, 10, 20), time(16), "following", 90)
    found = clocks(made)
    assert found[:4] == [
        (10, 5, "15:30"), (10, 12, "15:30"), (10, 20, "16:00"), (10, 27, "16:00"),
    ]  # fmt: skip
    assert [row.minutes for row in sessions(made)] == [60, 60] + [90] * 9
    assert Series.objects.count() == 2


def test_all_that_are_still_to_come_move_and_what_began_stays() -> None:
    made = planned()
    later = datetime(2026, 10, 14, tzinfo=UTC)
    done = change(made, 3, date(2026, 10, 28), time(15, 30), "all", at=later)
    assert clocks(made)[:4] == [
        (10, 5, "15:30"), (10, 12, "15:30"), (10, 21, "15:30"), (10, 28, "15:30"),
    ]  # fmt: skip
    assert (done.changed, done.unchanged) == (9, 2)


@pytest.mark.slow
def test_marked_and_cancelled_sessions_stay() -> None:
    made = planned()
    first, second = sessions(made)[:2]
    mark = {"session_id": first.pk, "person_id": made.learners[0].pk, "status": "present"}
    actions.mark_many(made.ecosystem, [mark], by=STEWARD, at=first.starts_at)
    actions.cancel_session(second, "Snow", by=STEWARD, at=EARLIER)
    change(made, 2, date(2026, 10, 20), time(16), "all")
    assert clocks(made)[:3] == [(10, 5, "15:30"), (10, 12, "15:30"), (10, 20, "16:00")]
    with pytest.raises(AlreadyMarked):
        change(made, 0, date(2026, 10, 6), time(16), "all")


def test_a_day_that_becomes_a_holiday_falls_out_and_one_that_was_comes_back() -> None:
    made = club(learners=1, sessions=0)
    for day in (date(2026, 10, 12), date(2026, 10, 20)):
        Holiday.objects.create(ecosystem=made.ecosystem, name="Free", starts=day, ends=day)
    actions.plan_by_rule(made.activity, MONDAYS, FIRST, time(15, 30), 60, by=STEWARD, at=EARLIER)
    assert (10, 12, "15:30") not in clocks(made)
    change(made, 0, date(2026, 10, 6), time(15, 30), "all")
    found = clocks(made)
    assert found[:3] == [(10, 6, "15:30"), (10, 13, "15:30"), (10, 27, "15:30")]


def test_twice_a_week_moves_past_itself() -> None:
    made = planned("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4")
    change(made, 0, date(2026, 10, 7), time(15, 30), "all")
    assert [(m, d) for m, d, _at in clocks(made)] == [(10, 7), (10, 9), (10, 14), (10, 16)]


def test_another_rule_recurs_from_that_day_on() -> None:
    made = planned()
    rule = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3"
    change(made, 2, date(2026, 10, 20), time(15, 30), "following", rule=rule)
    assert [(m, d) for m, d, _at in clocks(made)] == [
        (10, 5),
        (10, 12),
        (10, 20),
        (10, 22),
        (10, 27),
    ]
