"""What is due is due on the day it is where it is done, whatever clock the page goes by."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from hedgerow.foundation.waiting import Waiting, Where
from hedgerow.portal.queries.week import _told_there

WEEK = SimpleNamespace(ecosystems=(), now=datetime(2026, 11, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "said"),
    [("UTC", "by 7 December"), ("Asia/Seoul", "by 7 December"), ("", "by 6 December")],
)
def test_a_line_says_the_day_by_the_clocks_where_it_is_done(zone: str, said: str) -> None:
    due = datetime(2026, 12, 7, tzinfo=UTC)
    one = _told_there(
        Waiting("A day at the hospital", "/", Where("riverbend", "Riverbend"), due=due, zone=zone)
    )
    with timezone.override("America/Chicago"), translation.override("en"):
        shown = render_to_string("portal/waiting.html", {"one": one, "week": WEEK})
    assert said in " ".join(shown.split())


def test_what_has_no_time_is_left_as_it_is() -> None:
    one = Waiting("A round", "/", Where("riverbend", "Riverbend"), zone="UTC")
    assert _told_there(one) is one
