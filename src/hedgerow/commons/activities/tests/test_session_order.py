"""Sessions on an activity's page, and how my week speaks of them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from hedgerow.commons.activities import queries
from hedgerow.commons.activities.tests.factories import FIRST, STEWARD, club
from hedgerow.commons.activities.tests.test_pages import tutor
from hedgerow.commons.membership.tests import factories

pytestmark = pytest.mark.django_db
THIRD_DAY = datetime(2026, 9, 21, 12, tzinfo=UTC)
"""The morning of the third session."""


def test_those_to_come_stand_first_in_order_and_past_ones_the_latest_first() -> None:
    made = club(sessions=5)
    with time_machine.travel(THIRD_DAY, tick=False):
        page = queries.activity_page(STEWARD, made.ecosystem.slug, made.activity.uuid)
    weeks = [FIRST + timedelta(weeks=n) for n in range(5)]
    assert [one.starts_at.day for one in page.sessions] == [one.day for one in weeks[2:]]
    assert [one.starts_at.day for one in page.past] == [weeks[1].day, weeks[0].day]
    assert page.sessions[0].is_today


@pytest.mark.slow
def test_the_page_says_so_in_two_lists() -> None:
    made = club(sessions=3)
    with time_machine.travel(THIRD_DAY, tick=False):
        shown = tutor(made).get(reverse("activity", args=[made.ecosystem.slug, made.activity.uuid]))
    text = shown.content.decode()
    coming, past = text.index("Coming sessions"), text.index("Past sessions")
    assert coming < text.index("21 September 2026") < past < text.index("14 September 2026")
    assert text.index("14 September 2026") < text.index("7 September 2026")
    assert "Times are as clocks in Chicago show them." in text[coming:past]


@pytest.mark.slow
def test_my_week_names_the_session_whose_register_waits() -> None:
    made = club(sessions=1)
    with time_machine.travel(FIRST + timedelta(hours=1), tick=False):
        shown = tutor(made).get(reverse("home")).content.decode()
        with timezone.override("America/Chicago"):  # as a page there is made
            waits = [str(one.when) for one in queries.waiting_for(factories.actor(made.tutor))]
    assert waits == ["session of Monday, 7 September, 10:00"]
    assert re.search(r"Mark who came</b> · session of Monday, 7 September, 10:00", shown)
    assert "by 7 September" not in shown


def test_planning_stays_within_reach_when_all_sessions_are_past() -> None:
    made = club(sessions=1)
    with time_machine.travel(THIRD_DAY, tick=False):
        shown = tutor(made).get(reverse("activity", args=[made.ecosystem.slug, made.activity.uuid]))
    text = shown.content.decode()
    assert "No session is planned from today on." in text
    assert reverse("plan-sessions", args=[made.ecosystem.slug, made.activity.uuid]) in text
