"""Pages on which sessions recur, change together and are cancelled together."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities import actions, recurring
from hedgerow.commons.activities.errors import NotCancelled, NotInSeries
from hedgerow.commons.activities.models import Series, Session
from hedgerow.commons.activities.tests.factories import EARLIER, STEWARD, Club, club
from hedgerow.commons.activities.tests.test_pages import tutor
from hedgerow.commons.activities.tests.test_series import clocks, planned, sessions

pytestmark = pytest.mark.django_db


def at(name: str, made: Club, n: int | None = None) -> str:
    row = made.activity if n is None else sessions(made)[n]
    return reverse(name, args=[made.ecosystem.slug, row.uuid])


def send(made: Club, url: str, **sent: object) -> str:
    with time_machine.travel(EARLIER, tick=False):
        return tutor(made).post(url, sent, follow=True).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("repeats", "days", "n"),
    [("1", ["0", "2"], 8), ("2", ["0"], 2), ("month", [], 1)],
)
def test_the_page_plans_by_weeks_and_by_months(repeats: str, days: list[str], n: int) -> None:
    made = club(sessions=0)
    shown = send(
        made, at("plan-sessions", made), first="2026-10-05", last="2026-10-30", repeats=repeats,
        weekdays=days, begins="15:30", minutes="60",
    )  # fmt: skip
    assert len(sessions(made)) == n
    assert "How it recurs" in shown


@pytest.mark.parametrize(
    "wrong", [{"weekdays": []}, {"last": "2026-10-01"}, {"last": "2030-10-01"}, {"begins": "x"}]
)
def test_what_cannot_be_planned_is_said_beside_the_field(wrong: dict[str, object]) -> None:
    made = club(sessions=0)
    sent = {
        "first": "2026-10-05", "last": "2026-10-30", "repeats": "1", "weekdays": ["0"],
        "begins": "15:30", "minutes": "60", **wrong,
    }  # fmt: skip
    assert tutor(made).post(at("plan-sessions", made), sent).status_code == 422
    assert not Series.objects.exists()


@pytest.mark.slow
def test_a_session_moves_with_those_that_follow_and_the_next_page_undoes_it() -> None:
    made = planned()
    url = at("move-session", made, 2)
    with time_machine.travel(EARLIER, tick=False):
        asked = tutor(made).get(url).content.decode()
    assert "this one and those that follow" in asked
    shown = send(made, url, day="2026-10-20", begins="16:00", minutes="60", scope="following")
    assert "9 sessions are moved." in shown
    assert clocks(made)[1:3] == [(10, 12, "15:30"), (10, 20, "16:00")]
    undo = at("undo-series", made)
    assert undo in shown
    send(made, undo)
    assert clocks(made)[2] == (10, 19, "15:30")


def test_a_session_of_no_series_is_not_asked_about_others() -> None:
    made = club(sessions=1)
    assert "those that follow" not in tutor(made).get(at("move-session", made, 0)).content.decode()


@pytest.mark.slow
def test_the_rest_of_a_series_is_cancelled_and_held_after_all() -> None:
    made = planned()
    url = at("cancel-session", made, 5)
    shown = send(made, url, reason="No funds", scope="following")
    assert "6 sessions are cancelled." in shown
    assert [row.state for row in sessions(made)].count("cancelled") == 6
    send(made, at("undo-cancelled", made, 5))
    assert {row.state for row in sessions(made)} == {"planned"}
    assert {row.reason for row in sessions(made)} == {""}


def test_what_began_is_not_cancelled_with_the_rest() -> None:
    made = planned()
    later = sessions(made)[3].starts_at - timedelta(days=1)
    done = actions.cancel_series(sessions(made)[5], "Snow", "all", by=STEWARD, at=later)
    assert done.changed == 8
    assert [row.state for row in sessions(made)][:3] == ["planned"] * 3


def test_of_no_series_none_are_cancelled_together() -> None:
    made = club(sessions=1)
    with pytest.raises(NotInSeries):
        actions.cancel_series(made.session, "Snow", "all", by=STEWARD, at=EARLIER)
    with pytest.raises(NotCancelled):
        actions.undo_cancellations(made.session, by=STEWARD, at=EARLIER)
    assert Session.objects.get().state == "planned"


def test_outsiders_find_no_way_to_undo() -> None:
    made = planned()
    assert Client().post(at("undo-series", made)).status_code == 404
    assert Client().post(at("undo-cancelled", made, 0)).status_code == 404
    assert len(sessions(made)) == 11


@pytest.mark.slow
def test_a_series_recurs_on_other_days_from_a_session_on_and_is_brought_back() -> None:
    made = planned()
    url, before = at("move-session", made, 2), clocks(made)
    with time_machine.travel(EARLIER, tick=False):
        asked = tutor(made).get(url).content.decode()
    assert "On which days it recurs" in asked
    assert asked.count("checked") == 2  # its day of the week, and only this session
    shown = send(
        made, url, day="2026-10-20", begins="16:00", minutes="45", scope="following",
        weekdays=["1", "3"],
    )  # fmt: skip
    days = clocks(made)
    assert days[:2] == before[:2]
    assert days[2:4] == [(10, 20, "16:00"), (10, 22, "16:00")]
    assert {row.day.weekday() for row in sessions(made)[2:]} == {1, 3}
    assert {row.minutes for row in sessions(made)[2:]} == {45}
    assert max(days)[0] == max(before)[0]
    undo = at("undo-series", made)
    assert undo in shown
    send(made, undo)
    assert clocks(made) == before


def test_other_days_are_not_for_one_session_alone() -> None:
    made = planned()
    before = clocks(made)
    sent = {"day": "2026-10-20", "begins": "16:00", "minutes": "60", "weekdays": ["1"]}
    with time_machine.travel(EARLIER, tick=False):
        answer = tutor(made).post(at("move-session", made, 2), {**sent, "scope": "one"})
    assert answer.status_code == 422
    assert "Other days are for this session and those that follow" in answer.content.decode()
    assert clocks(made) == before


@pytest.mark.slow
def test_without_javascript_the_same_days_sent_again_change_nothing_else() -> None:
    made = planned()
    day = str(sessions(made)[2].day.weekday())
    send(
        made, at("move-session", made, 2), day="2026-10-20", begins="16:00", minutes="60",
        scope="following", weekdays=[day],
    )  # fmt: skip
    assert clocks(made)[2] == (10, 20, "16:00")


@pytest.mark.parametrize(
    ("rule", "shift", "days"),
    [("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261212", 0, [0, 2]), ("FREQ=WEEKLY;COUNT=3", 0, [3]),
     ("FREQ=WEEKLY;BYDAY=SU;COUNT=3", 2, [1]), ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", 0, [])],
)  # fmt: skip
def test_the_days_of_a_weekly_rule_are_told(rule: str, shift: int, days: list[int]) -> None:
    assert recurring.weekdays_of(rule, date(2026, 10, 1), shift) == days


def test_on_other_days_it_is_as_often_and_ends_when_it_did() -> None:
    rule, first = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=3", date(2026, 10, 1)
    other = recurring.on_weekdays(rule, first, [0, 3])
    found = recurring.occurrences(other, first)
    assert found[-1] == recurring.occurrences(rule, first)[-1]
    assert {day.weekday() for day in found} == {0, 3}
    assert recurring.parts_of(other)["INTERVAL"] == "2"
