"""Pages on which sessions recur, change together and are cancelled together."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hedgerow.commons.activities import actions
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
