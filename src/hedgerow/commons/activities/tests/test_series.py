"""Sessions that recur: planned by a rule, changed one by one or together, and taken back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hedgerow.commons.activities import actions
from hedgerow.commons.activities.actions.changing import Scope, Wanted
from hedgerow.commons.activities.errors import NoDays
from hedgerow.commons.activities.models import Series, Session
from hedgerow.commons.activities.tests.factories import EARLIER, STEWARD, Club, club
from hedgerow.commons.ecosystems.models import Holiday, Term
from hedgerow.foundation.errors import Invalid
from hedgerow.foundation.journal.models import Fact

pytestmark = pytest.mark.django_db
CHICAGO = ZoneInfo("America/Chicago")
MONDAYS = "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261214"
FIRST = date(2026, 10, 5)


def planned(rule: str = MONDAYS, **values: object) -> Club:
    """A club that meets by the rule at half past three, from 5 October on."""
    made = club(learners=1, sessions=0)
    actions.plan_by_rule(
        made.activity, rule, FIRST, time(15, 30), 60, by=STEWARD, at=EARLIER, **values
    )
    return made


def sessions(made: Club) -> list[Session]:
    return list(Session.objects.filter(activity=made.activity).order_by("starts_at"))


def clocks(made: Club) -> list[tuple[int, int, str]]:
    """Month, day and time by the clocks there."""
    local = [row.starts_at.astimezone(CHICAGO) for row in sessions(made)]
    return [(one.month, one.day, f"{one:%H:%M}") for one in local]


def change(
    made: Club, n: int, day: date, begins: time, scope: Scope, minutes: int = 60,
    at: datetime = EARLIER, **more: object,
) -> object:  # fmt: skip
    moment = datetime.combine(day, begins, tzinfo=CHICAGO).astimezone(UTC)
    room = more.pop("room", None)
    wanted = Wanted(moment, minutes, room)
    return actions.change_series(sessions(made)[n], wanted, scope, by=STEWARD, at=at, **more)


def stood(made: Club) -> list[tuple[object, ...]]:
    names = ("uuid", "starts_at", "day", "minutes", "room", "slot", "own", "state", "series__uuid")
    return list(Session.objects.filter(activity=made.activity).order_by("uuid").values_list(*names))


def test_the_time_by_the_clocks_stays_when_they_change() -> None:
    made = planned()
    assert {at for _month, _day, at in clocks(made)} == {"15:30"}
    utc = {row.starts_at.hour for row in sessions(made)}
    assert utc == {20, 21}


def test_an_hour_that_the_clocks_skip_is_the_one_after() -> None:
    made = club(learners=1, sessions=0)
    rule = "FREQ=DAILY;COUNT=3"
    actions.plan_by_rule(
        made.activity, rule, date(2027, 3, 13), time(2, 30), 60, by=STEWARD, at=EARLIER
    )
    assert [at for _m, _d, at in clocks(made)] == ["02:30", "03:30", "02:30"]


def test_holidays_and_days_outside_the_terms_are_skipped() -> None:
    made = club(learners=1, sessions=0)
    place = made.ecosystem
    Holiday.objects.create(
        ecosystem=place, name="Thanksgiving", starts=date(2026, 11, 23), ends=date(2026, 11, 27)
    )
    Term.objects.create(
        ecosystem=place, name="Fall", starts=date(2026, 9, 1), ends=date(2026, 12, 7)
    )
    done = actions.plan_by_rule(
        made.activity, MONDAYS, FIRST, time(15, 30), 60, by=STEWARD, at=EARLIER
    )
    assert done.new == 9
    assert (11, 23, "15:30") not in clocks(made)
    assert clocks(made)[-1] == (12, 7, "15:30")


def test_planning_twice_plans_once_and_one_fact_tells_of_it() -> None:
    made = planned()
    again = actions.plan_by_rule(
        made.activity, MONDAYS, FIRST, time(15, 30), 60, by=STEWARD, at=EARLIER
    )
    assert (again.new, again.unchanged) == (0, 11)
    assert Series.objects.count() == 1
    assert Fact.objects.filter(kind="activities.series_planned").count() == 1


def test_a_rule_that_finds_no_day_is_refused_before_anything_is_locked() -> None:
    made = planned()
    before, first, rule = stood(made), sessions(made)[0], "FREQ=DAILY;INTERVAL=0;BYDAY=TU;COUNT=1"
    with CaptureQueriesContext(connection) as asked:
        with pytest.raises(Invalid):
            actions.plan_by_rule(made.activity, rule, FIRST, time(9), 60, by=STEWARD, at=EARLIER)
        with pytest.raises(Invalid):
            wanted = Wanted(first.starts_at, 60)
            actions.change_series(first, wanted, "all", rule=rule, by=STEWARD, at=EARLIER)
    assert [one["sql"] for one in asked if "SELECT" not in one["sql"]] == []
    assert stood(made) == before


def test_a_rule_that_ends_before_it_begins_leaves_the_series_as_it_is() -> None:
    made = planned()
    before = stood(made)
    with pytest.raises(NoDays):
        change(
            made, 3, date(2026, 10, 26), time(15, 30), "following", rule="FREQ=DAILY;UNTIL=20261001"
        )
    assert stood(made) == before
