"""Everything that was changed of a series is taken back, exactly."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.actions.changing import Scope, Wanted
from hedgerow.commons.activities.errors import (
    NoDays,
    NothingToUndo,
    NotInSeries,
    OutsideActivity,
    SessionThere,
)
from hedgerow.commons.activities.models import Room, Series, Session
from hedgerow.commons.activities.tests.factories import EARLIER, STEWARD
from hedgerow.commons.activities.tests.test_series import (
    FIRST,
    MONDAYS,
    change,
    planned,
    sessions,
    stood,
)
from hedgerow.commons.ecosystems.models import Ecosystem, Holiday
from hedgerow.commons.membership.tests import factories
from hedgerow.foundation.errors import Invalid, NotFound, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("scope", ["one", "following", "all"])
def test_each_change_is_undone_exactly(scope: Scope) -> None:
    made = planned()
    before, rules = stood(made), list(Series.objects.values_list("uuid", "rule", "shift", "begins"))
    change(made, 2, date(2026, 10, 20), time(16), scope, 90)
    assert stood(made) != before
    actions.undo_series(made.activity, by=STEWARD, at=EARLIER)
    assert stood(made) == before
    assert list(Series.objects.values_list("uuid", "rule", "shift", "begins")) == rules
    with pytest.raises(NothingToUndo):
        actions.undo_series(made.activity, by=STEWARD, at=EARLIER)


def test_sessions_that_fell_out_come_back_by_undoing() -> None:
    made = planned()
    before = stood(made)
    Holiday.objects.create(
        ecosystem=made.ecosystem, name="Free", starts=date(2026, 10, 20), ends=date(2026, 10, 20)
    )
    change(made, 0, date(2026, 10, 6), time(15, 30), "all")
    assert len(stood(made)) == len(before) - 1
    actions.undo_series(made.activity, by=STEWARD, at=EARLIER)
    assert stood(made) == before


def test_planning_is_undone_while_nothing_is_recorded() -> None:
    made = planned()
    first = sessions(made)[0]
    mark = {"session_id": first.pk, "person_id": made.learners[0].pk, "status": "present"}
    actions.mark_many(made.ecosystem, [mark], by=STEWARD, at=first.starts_at)
    with pytest.raises(NothingToUndo):
        actions.undo_series(made.activity, by=STEWARD, at=EARLIER)
    assert len(sessions(made)) == 11
    other = planned()
    actions.undo_series(other.activity, by=STEWARD, at=EARLIER)
    assert sessions(other) == []
    assert not Series.objects.filter(activity=other.activity).exists()


def test_a_revision_never_counts_back_so_that_calendars_notice() -> None:
    made = planned()
    change(made, 2, date(2026, 10, 20), time(16), "all")
    before = {row.uuid: row.revision for row in sessions(made)}
    actions.undo_series(made.activity, by=STEWARD, at=EARLIER)
    assert all(row.revision > before[row.uuid] for row in sessions(made))


@pytest.mark.slow
def test_what_is_impossible_is_refused_and_nothing_changes() -> None:
    made = planned()
    before = stood(made)
    loose = actions.plan_session(
        made.activity, datetime(2026, 10, 27, 21, tzinfo=UTC), 60, by=STEWARD, at=EARLIER
    )
    refused = [
        (SessionThere, lambda: change(made, 0, date(2026, 10, 6), time(16), "all")),
        (SessionThere, lambda: change(made, 0, date(2026, 10, 12), time(15, 30), "one")),
        (Invalid, lambda: change(made, 0, FIRST, time(16), "all", rule="FREQ=WEEKLY")),
        (Invalid, lambda: change(made, 0, FIRST, time(16), "one", minutes=0)),
        (NoDays, lambda: change(made, 0, FIRST, time(16), "all", rule="FREQ=DAILY;UNTIL=20260101")),
        (OutsideActivity, lambda: change(made, 0, date(2026, 8, 1), time(16), "one")),
    ]
    for error, act in refused:
        with pytest.raises(error):
            act()
    with pytest.raises(NotInSeries):
        actions.change_series(
            loose, Wanted(loose.starts_at + timedelta(hours=1), 60), "all", by=STEWARD, at=EARLIER
        )
    Session.objects.filter(pk=loose.pk).delete()
    assert stood(made) == before


def test_a_room_of_another_ecosystem_is_not_there() -> None:
    made = planned()
    other = factories.ecosystem("Birch")
    room = Room.objects.create(
        ecosystem=other, organisation=factories.member_school(other), name="Library"
    )
    with pytest.raises(NotFound):
        change(made, 0, FIRST, time(16), "all", room=room)
    assert not Session.objects.filter(room__isnull=False).exists()
    assert Ecosystem.objects.count() > 1


def test_who_does_not_run_it_changes_nothing() -> None:
    made = planned()
    before = stood(made)
    partner = made.staff("partner", made.maker)
    row = sessions(made)[0]
    with pytest.raises(NotPermitted):
        actions.change_series(row, Wanted(row.starts_at, 90), "all", by=partner, at=EARLIER)
    with pytest.raises(NotPermitted):
        actions.undo_series(made.activity, by=partner, at=EARLIER)
    with pytest.raises(NotPermitted):
        actions.plan_by_rule(made.activity, MONDAYS, FIRST, time(9), 60, by=partner, at=EARLIER)
    assert stood(made) == before
